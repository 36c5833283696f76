"""How far coders agree, told to people: in sentences, tables, and a paper with every disagreement."""
