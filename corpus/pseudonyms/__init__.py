"""Names in texts, and the pseudonyms that replace them."""
