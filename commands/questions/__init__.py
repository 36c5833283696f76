"""The questions of `glose explore`: options, one call, print."""
