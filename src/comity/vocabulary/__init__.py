"""Controlled vocabularies: the terms records are classified by, with labels in six languages."""
