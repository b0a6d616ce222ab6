"""What the rest of this room can listen to."""

from django.dispatch import Signal

vocabulary_changed = Signal()  # sent with every change; no arguments
