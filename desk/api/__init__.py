"""The JSON interface under /api/: what the pages and scripts ask for and record."""
