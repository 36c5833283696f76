"""The browser desk over the same verbs; its first pages arrive with a later release."""
