"""Accounts of a demonstration: people who do not exist and cannot sign in, told apart wherever they are counted."""

from __future__ import annotations

DEMONSTRATION_DOMAIN = "@demonstration.invalid"  # reserved (RFC 2606): no mail ever leaves for it
