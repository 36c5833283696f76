"""Tables of codings and codebooks: CSV, Excel, of any program and in any language of headings."""
