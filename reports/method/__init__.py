"""The methods section, written from the account of a study."""
