"""From codings to synthesis tables, and what these are on paper."""
