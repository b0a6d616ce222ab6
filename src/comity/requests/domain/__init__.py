"""The work of the room: every function is given who acts, checks that they may, and leaves an entry in the ledger."""
