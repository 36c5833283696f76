"""Statements of the team, read from their file and checked against the codings."""
