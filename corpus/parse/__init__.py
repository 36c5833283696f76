"""The linguistic analysis of texts by spaCy, kept as arrays."""
