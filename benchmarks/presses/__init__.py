"""Key presses and mouse actions for the same forty codings, at the desk and in other tools."""
