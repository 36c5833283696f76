"""The act of coding, pure: codebook, suggesters, decisions, replay."""
