"""The codebook: its values, reading and checking its file, and what changed between two versions."""
