"""The recommender: which codes a passage may deserve, how sure that is, and why."""
