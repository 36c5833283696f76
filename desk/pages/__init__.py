"""The pages: which template, filled with what."""
