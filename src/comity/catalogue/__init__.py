"""Legislation, case law, strategies and bibliography: four databases on one model."""
