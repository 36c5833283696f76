"""Written summaries of cells: what they cite, and when they are out of date."""
