"""Projects that are SQLite databases: Taguette, RQDA, QualCoder, MAXQDA."""
