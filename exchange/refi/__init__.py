"""REFI-QDA: projects (qdpx) and codebooks (qdc), the standard that most programs can write."""
