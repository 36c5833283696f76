"""Codings and codebooks in documents: Word comments, Dedoose, Taguette's highlights, outlines and lists."""
