"""Cues of the codebook: finding them, weighing them, and advice on them."""
