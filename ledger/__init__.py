"""The append-only record of a study; the only room that speaks SQL."""
