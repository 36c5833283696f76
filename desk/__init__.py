"""The desk: a study in the browser, over the same functions as the commands."""
