"""Template tags and filters of the field: names, citations and dates in the reader's language."""

from __future__ import annotations

from django import template

register = template.Library()
