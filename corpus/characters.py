"""White space, and characters that nobody sees: what may be at the ends of a line without being part of it."""

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Characters that have no width: zero-width spaces and joiners, direction marks, byte-order marks."""

BLANK = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x20\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000" + INVISIBLE
)
"""White space as Unicode has it, and invisible characters."""
