"""Codings in, tables and documents out."""
