"""What the task worker prepares when treaty facts have changed."""

from __future__ import annotations

from django_tasks import task


@task()
def warm_glance() -> None:
    """Computes the world at a glance for what is asked most."""
    from .glance import warm

    warm()


def prepare(**_: object) -> None:
    """Leaves the work to the task worker."""
    warm_glance.enqueue()
