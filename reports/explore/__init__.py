"""What a lead asks of the codings beyond the declared tables, each question a pure function of the material."""
