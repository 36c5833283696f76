"""One reader per file format, each turning bytes into blocks."""
