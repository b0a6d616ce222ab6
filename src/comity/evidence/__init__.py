"""The Electronic Evidence Hub: service providers, national provisions on electronic evidence, guides."""
