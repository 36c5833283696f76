"""How good suggestions are: from the codebook alone, after decisions, and what each part is worth."""

BEGIN, END = "<!-- suggestions -->", "<!-- end of suggestions -->"
