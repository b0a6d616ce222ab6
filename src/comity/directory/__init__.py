"""The directory of competent national authorities: versions of entries, who may see and change them, their freshness.

What an entry says and how the right authority is found is in `comity.law.authorities`; pages are in `comity.web`.
"""
