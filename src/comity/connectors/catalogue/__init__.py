"""Readers of the native formats of laws, judgments and portals, into entries of the catalogue."""
