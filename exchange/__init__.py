"""Other tools' projects, in and out, as values: it knows neither the ledger nor reports."""
