"""Drafts of requests, and requests on their way: each authority's own, sealed, and never in search, API or caches."""
