"""Agreement between coders: its measures, each by the formula that its docstring names."""
