"""The work of the directory: each function checks who asks, does one thing in one transaction, writes the ledger."""
