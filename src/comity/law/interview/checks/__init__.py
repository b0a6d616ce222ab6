"""The checks of a draft: small pure functions, each from the answers given to points with source and way out.

A check says nothing where its matter is not part of the interview. It never changes an answer and never forbids one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..given import Given
from ..points import Point
from .basis import basis, seriousness
from .breadth import breadth
from .completeness import contents, needs
from .dates import deadline, moments, periods
from .identity import identifiers
from .provider_record import provider_record
from .providers import provider_refusals
from .requirements import requirements

Check = Callable[[Given], Iterator[Point]]

CHECKS: tuple[Check, ...] = (
    needs,
    contents,
    basis,
    seriousness,
    requirements,
    periods,
    moments,
    deadline,
    identifiers,
    breadth,
    provider_refusals,
    provider_record,
)
