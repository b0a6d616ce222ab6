"""Readers and loader of the Electronic Evidence Hub."""
