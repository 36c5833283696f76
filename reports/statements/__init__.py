"""Quantified sentences written from tables, and the verdicts on those that the team wrote."""
