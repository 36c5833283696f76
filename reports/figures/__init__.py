"""Figures of a study: pure values in, an Altair chart with its text alternative out."""
