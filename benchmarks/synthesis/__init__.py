"""What the lead's synthesis costs: every table, the report, the matrix in a browser, and a peer's crosstabs."""
