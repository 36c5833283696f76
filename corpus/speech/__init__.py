"""Who says what: speaker labels, turns and roles."""
