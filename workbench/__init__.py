"""An open study and what is done with it: what the commands call, and the browser desk will."""
