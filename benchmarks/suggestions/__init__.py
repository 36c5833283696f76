"""How good suggestions are: from the codebook alone, after decisions, and what each part is worth."""
