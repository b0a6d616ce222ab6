"""Competent national authorities: what an entry of the directory says, and how the right one is found."""
