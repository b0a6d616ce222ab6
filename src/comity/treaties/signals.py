"""What other rooms can listen to."""

from django.dispatch import Signal

facts_changed = Signal()  # sent once after a load that changed what the treaty book says; no arguments
