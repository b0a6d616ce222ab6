"""The form of an authority's entry, made from the shapes of the facts themselves, so that no field is forgotten."""

from .nodes import Group, Leaf, Raw, Repeated, spread
from .sections import SECTIONS, Section, section_form

__all__ = ["SECTIONS", "Group", "Leaf", "Raw", "Repeated", "Section", "section_form", "spread"]
