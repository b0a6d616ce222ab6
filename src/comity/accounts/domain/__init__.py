"""What is done with people and their mandates: one transaction each, checked, and written into the audit ledger."""
