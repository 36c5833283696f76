"""Checking decisions before they are recorded."""
