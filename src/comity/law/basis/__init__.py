"""The legal-basis procedure: from a question to ranked findings (domain: party status, gates, routes, fallback)."""
