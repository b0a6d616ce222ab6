"""The cast, for tests that need it."""

from __future__ import annotations

import pytest

from .people import Cast, cast


@pytest.fixture
def people(db: None) -> Cast:
    """Anna, Ben, Carla and the stranger."""
    return cast()
