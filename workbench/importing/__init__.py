"""Bringing a project of another program into a study: planned as values, checked, then recorded at once."""
