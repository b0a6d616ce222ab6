"""The editorial desk: where records are written, reviewed and published. Wagtail, arranged for the catalogue."""
