"""What all published records share: identity, texts, provenance, revisions, and the outbox of changes."""
