"""Granting and ending mandates, and handing one over from who leaves to who comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from comity.core.gazetteer import load_gazetteer
from comity.core.ledger import SYSTEM, Subject, write

from ..groups import keep_in_step
from ..models import Mandate, User
from ..names import cleaned
from ..places import OpenWork, authorities_of, open_work_of
from ..roles import Role, Scope
from ..rules import may_decide
from ..viewer import NotPermitted, Viewer, held_by

Address = Callable[[str], str]  # from a path to the whole address


def grant(
    *,
    by: Viewer | None,
    user: User,
    role: Role,
    reference: str,
    state: str = "",
    authority: str = "",
    network: str = "",
    function: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Mandate:
    """Gives a person a mandate from a day (today) to before another (open).

    `state` is a gazetteer code, `authority` the key of a directory's entry (an editor's must, a practitioner's may be
    named), `reference` the note verbale or other ground. `by` is None for the operator at the command line. Raises
    NotPermitted, and ValidationError for a scope that does not fit the role, for days that are none, and for a mandate
    the person has already.
    """
    if by is not None and not may_decide(by, role=role, state=state):
        raise NotPermitted(f"{by.email} may not grant {role} for {state or 'all'}")
    _check_scope(role, state, authority, network)
    begins = valid_from or timezone.now().date()
    if valid_to is not None and valid_to <= begins:
        raise ValidationError({"valid_to": _("The mandate would end before it begins.")})
    scope = {"state": state, "authority": authority, "network": network}
    with transaction.atomic():
        # The person's row is locked, so that two who grant the same at once do not both find it missing.
        User.objects.select_for_update().get(pk=user.pk)
        if user.mandates.current().filter(role=role, **scope).exists():
            raise ValidationError({"role": _("The person holds this mandate already.")})
        mandate = Mandate.objects.create(
            user=user,
            role=role,
            **scope,
            function=cleaned(function, 200),
            reference=cleaned(reference, 200),
            valid_from=begins,
            valid_to=valid_to,
            granted_by_id=by.user_id if by else None,
        )
        write(
            actor=by.actor if by else SYSTEM,
            action="mandate.granted",
            subject=Subject("mandate", str(mandate.pk), state),
            after=told(mandate),
        )
        keep_in_step(user)
    return mandate


def end(*, by: Viewer | None, mandate: Mandate, why: str) -> None:
    """Ends a mandate at once. Raises NotPermitted, and ValidationError if it ended before.

    The holder may end their own; otherwise who could have granted it. `by` is None for the operator.
    """
    if (
        by is not None
        and by.user_id != mandate.user_id
        and not may_decide(by, role=Role(mandate.role), state=mandate.state)
    ):
        raise NotPermitted(f"{by.email} may not end mandate {mandate.pk}")
    with transaction.atomic():
        held = Mandate.objects.select_for_update().get(pk=mandate.pk)
        if held.ended_at is not None:
            raise ValidationError(_("This mandate has ended already."))
        held.ended_at, held.ended_by_id = timezone.now(), by.user_id if by else None
        held.why_ended = cleaned(why, 200)
        held.save(update_fields=["ended_at", "ended_by", "why_ended"])
        write(
            actor=by.actor if by else SYSTEM,
            action="mandate.ended",
            subject=Subject("mandate", str(held.pk), held.state),
            before=told(held),
            after={"why": held.why_ended},
        )
        keep_in_step(held.user)
    mandate.refresh_from_db()


@dataclass(frozen=True, slots=True)
class Handover:
    """What a handover did: the mandate that began, and the leaver's open work that the successor should know of."""

    mandate: Mandate
    open_work: list[OpenWork]


def hand_over(*, by: Viewer | None, mandate: Mandate, successor: User, reference: str, address: Address) -> Handover:
    """Ends the leaver's mandate and gives the same one to the successor, in one step: the place is never empty.

    The successor is told by mail, in their language, with the leaver's open work; `address` makes a path a whole
    address.

    Raises what `grant` and `end` raise, and ValidationError for a successor who has no active account or is the leaver.
    """
    if by is not None and not may_decide(by, role=Role(mandate.role), state=mandate.state):
        raise NotPermitted(f"{by.email} may not hand over mandate {mandate.pk}")
    if successor.pk == mandate.user_id:
        raise ValidationError({"successor": _("The successor is the one who leaves.")})
    if not successor.is_active:
        raise ValidationError({"successor": _("The successor has no active account yet.")})
    with transaction.atomic():
        waiting = open_work_of(mandate.user_id, [held_by(mandate)])
        with override(successor.written_in()):
            theirs = open_work_of(mandate.user_id, [held_by(mandate)])  # in the successor's words
        end(by=by, mandate=mandate, why=_("Handed over to %(name)s") % {"name": successor})
        begun = grant(
            by=by,
            user=successor,
            role=Role(mandate.role),
            reference=reference,
            state=mandate.state,
            authority=mandate.authority,
            network=mandate.network,
            function=mandate.function,
            valid_to=mandate.valid_to,
        )
        _tell_successor(begun, mandate.user, theirs, address)
    return Handover(begun, waiting)


def _tell_successor(begun: Mandate, leaver: User, work: list[OpenWork], address: Address) -> None:
    with override(begun.user.written_in()):
        lines = [
            _("%(name)s,\n\n%(leaver)s has handed over to you: %(role)s.")
            % {"name": begun.user, "leaver": leaver, "role": Role(begun.role).label}
        ]
        if work:
            lines.append(_("What they leave open is now for you to go on with:"))
            lines += [f"{each.title} ({each.kind})\n{address(each.address)}" for each in work]
        send_mail(_("A role was handed over to you"), "\n\n".join(lines), None, [begun.user.email])


def told(mandate: Mandate) -> dict[str, Any]:
    """A mandate as the ledger tells it."""
    return {
        "person": mandate.user_id,
        "role": mandate.role,
        "state": mandate.state,
        "authority": mandate.authority,
        "network": mandate.network,
        "reference": mandate.reference,
        "from": mandate.valid_from.isoformat(),
        "until": mandate.valid_to.isoformat() if mandate.valid_to else None,
    }


def _check_scope(role: Role, state: str, authority: str, network: str) -> None:
    wanted = role.scope
    if state and state not in load_gazetteer():
        raise ValidationError({"state": _("“%(code)s” is no State's code.") % {"code": state}})
    if wanted in {Scope.STATE, Scope.AUTHORITY} and not state:
        raise ValidationError({"state": _("This role needs a State.")})
    if wanted is Scope.AUTHORITY and not authority:
        raise ValidationError({"authority": _("This role needs an authority of the directory.")})
    if authority and role.names_authority and authority not in {each.key for each in authorities_of(state)}:
        raise ValidationError({"authority": _("The State has no such authority in the directory.")})
    if wanted is Scope.NETWORK and not network:
        raise ValidationError({"network": _("This role needs a network.")})
    if (authority and not role.names_authority) or (network and wanted is not Scope.NETWORK):
        raise ValidationError({"role": _("This role is not limited to an authority or a network.")})
    if state and wanted is Scope.NONE:
        raise ValidationError({"state": _("This role is not limited to a State.")})
