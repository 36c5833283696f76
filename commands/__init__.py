"""One file per verb: options, one call, print."""
