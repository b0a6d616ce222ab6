"""Filling the directory: invented authorities for demonstration, filled-in tables, the depositary's notifications."""
