"""What the ledger says: entries, the records they fold into, what is read, and codings as columns."""
