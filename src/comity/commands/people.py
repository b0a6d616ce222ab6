"""`comity user`: the accounts of this installation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from comity.core import startup

from .output import Exit, fail, print_json

if TYPE_CHECKING:
    from comity.accounts.models import User

user_app = typer.Typer(help="Add, list and deactivate accounts.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The e-mail address.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@user_app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
    staff: Annotated[bool, typer.Option("--staff", help="May use the editorial desk.")] = False,
    language: Annotated[str, typer.Option(help="Mails are written in it: ar, zh, en, fr, ru or es.")] = "",
    password_stdin: FromInput = False,
) -> None:
    """Add an account; the password is asked for, or read from standard input.

    Example: comity user add prosecutor@example.org --name "A. Prosecutor"

    Exit codes: 0 added, 2 the address, the password or the language cannot be used, 3 there is such an account.
    """
    startup.setup()
    from django.core.exceptions import ValidationError

    from comity.accounts.domain.operating import add_account
    from comity.accounts.models import User

    if User.objects.filter(email__iexact=email).exists():
        fail(f"{email} already has an account; `comity user password` changes its password", Exit.REFUSED)
    try:
        password = _password(User(email=email, name=name), password_stdin)
        add_account(email=email, password=password, name=name, staff=staff, language=language)
    except ValidationError as error:
        fail(f"{email}: {' '.join(error.messages)}", Exit.USAGE)
    typer.echo(f"{email} now has an account.")


@user_app.command("list")
def list_users(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """List the accounts.

    Example: comity user list --json
    """
    startup.setup()
    from comity.accounts.models import User

    users = User.objects.order_by("email")
    if as_json:
        print_json([_as_json(user) for user in users])
        return
    for user in users:
        typer.echo(f"{user.email}\t{user.name}\t{'active' if user.is_active else 'inactive'}")


@user_app.command()
def password(email: Email, password_stdin: FromInput = False) -> None:
    """Set a new password.

    Example: comity user password prosecutor@example.org

    Exit codes: 0 set, 1 there is no such account, 2 the password cannot be used.
    """
    startup.setup()
    from django.core.exceptions import ValidationError

    from comity.accounts.domain.operating import set_password

    user = _user(email)
    try:
        set_password(user=user, password=_password(user, password_stdin))
    except ValidationError as error:
        fail(f"{email}: {' '.join(error.messages)}", Exit.USAGE)
    typer.echo(f"{email} has a new password.")


@user_app.command()
def deactivate(email: Email) -> None:
    """Deactivate an account; it can no longer sign in, what it did stays on record.

    Example: comity user deactivate prosecutor@example.org

    Exit codes: 0 deactivated, 1 there is no such account.
    """
    startup.setup()
    from comity.accounts.domain.operating import deactivate as close

    close(user=_user(email))
    typer.echo(f"{email} can no longer sign in.")


@user_app.command("second-factor")
def second_factor(
    email: Email, forget: Annotated[bool, typer.Option("--forget", help="Forget all of them.")] = False
) -> None:
    """Say which second factors a person has; forget them all for someone who lost every one.

    Make sure that it is the person who asks: whoever knows the password then sets up a new factor.

    Example: comity user second-factor prosecutor@example.org --forget

    Exit codes: 0 done, 1 there is no such account.
    """
    startup.setup()
    from allauth.mfa.models import Authenticator

    from comity.accounts.domain.operating import forget_second_factors

    user = _user(email)
    if forget:
        typer.echo(f"{forget_second_factors(user=user)} forgotten; {email} sets one up at the next sign-in.")
        return
    for factor in Authenticator.objects.filter(user=user).order_by("pk"):
        typer.echo(f"{factor.type}\t{factor.created_at:%Y-%m-%d}")


@user_app.command()
def grant(
    email: Email,
    role: Annotated[str, typer.Argument(help="The role, like secretariat, mission, editor or auditor.")],
    reference: Annotated[str, typer.Option(help="The note verbale or other ground.")],
    state: Annotated[str, typer.Option(help="The State's code, like NER.")] = "",
    authority: Annotated[
        str, typer.Option(help="The key of the directory's entry; a practitioner's may be named.")
    ] = "",
    network: Annotated[str, typer.Option(help="The network's code.")] = "",
    function: Annotated[str, typer.Option(help="What the person is there.")] = "",
    until: Annotated[str, typer.Option(help="The first day it no longer holds, like 2027-01-01.")] = "",
) -> None:
    """Give a person a role, from today. The first person of the secretariat gets theirs so.

    Example: comity user grant a@example.org secretariat --reference "Decision 12/2026"

    Exit codes: 0 given, 1 there is no such account, 2 the role or its scope cannot be.
    """
    startup.setup()
    from datetime import date

    from django.core.exceptions import ValidationError

    from comity.accounts.domain.mandates import grant as give
    from comity.accounts.roles import Role

    if role not in Role.values:
        fail(f"{role!r} is no role; there are {', '.join(Role.values)}", Exit.USAGE)
    try:
        valid_to = date.fromisoformat(until) if until else None
    except ValueError:
        fail(f"--until {until!r} is no day; write it like 2027-01-01", Exit.USAGE)
    try:
        given = give(
            by=None,
            user=_user(email),
            role=Role(role),
            reference=reference,
            state=state.upper(),
            authority=authority,
            network=network,
            function=function,
            valid_to=valid_to,
        )
    except ValidationError as error:
        fail(f"{email}: {' '.join(error.messages)}", Exit.USAGE)
    typer.echo(f"{email} now holds mandate {given.pk}: {given}.")


@user_app.command("end")
def end_mandate(
    mandate: Annotated[int, typer.Argument(help="The number that `comity user mandates` shows.")],
    why: Annotated[str, typer.Option(help="Why it ends.")],
) -> None:
    """End a person's role at once.

    Example: comity user end 12 --why "Left the ministry"

    Exit codes: 0 ended, 1 there is no such mandate, 2 it has ended already.
    """
    startup.setup()
    from django.core.exceptions import ValidationError

    from comity.accounts.domain.mandates import end
    from comity.accounts.models import Mandate

    held = Mandate.objects.select_related("user").filter(pk=mandate).first()
    if held is None:
        fail(f"there is no mandate {mandate}; `comity user mandates` shows them")
    try:
        end(by=None, mandate=held, why=why)
    except ValidationError as error:
        fail(f"mandate {mandate}: {' '.join(error.messages)}", Exit.USAGE)
    typer.echo(f"{held.user.email} no longer holds {held}.")


@user_app.command()
def mandates(
    email: Annotated[str, typer.Argument(help="Of one person only.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Those that ended too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """List the roles people hold.

    Example: comity user mandates --json
    """
    startup.setup()
    from comity.accounts.domain.mandates import told
    from comity.accounts.models import Mandate

    found = Mandate.objects.all() if every else Mandate.objects.current()
    if email:
        found = found.filter(user=_user(email))
    rows = list(found.select_related("user").order_by("pk"))
    if as_json:
        print_json([{"number": m.pk, "email": m.user.email, "ended": m.ended_at is not None, **told(m)} for m in rows])
        return
    for m in rows:
        until = m.valid_to or ""
        typer.echo(f"{m.pk}\t{m.user.email}\t{m}\t{m.valid_from}\t{until}\t{'ended' if m.ended_at else ''}")


def _as_json(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "name": user.name,
        "active": user.is_active,
        "staff": user.is_staff,
        "language": user.language,
        "joined": user.joined_at.isoformat(),
    }


def _user(email: str) -> User:
    from comity.accounts.models import User

    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        fail(f"{email} has no account here; `comity user list` shows them")


def _password(user: User, from_input: bool) -> str:
    """The password typed or read; raises ValidationError if it is too weak."""
    from django.contrib.auth.password_validation import validate_password

    if from_input:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    validate_password(given, user)
    return given
