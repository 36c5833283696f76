"""The changes of `glose codebook`: options, one call, print."""
