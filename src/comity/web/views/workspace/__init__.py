"""The workspace: drafts and casework of the authority a person works for. Nothing here is cached, logged or indexed."""
