"""Other tools' files in and out; its first formats arrive with a later release."""
