"""Texts and places in them: the ground floor."""
