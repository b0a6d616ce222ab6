"""Finding records: one query language, one port, and the engines behind it."""
