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
    password_stdin: FromInput = False,
) -> None:
    """Add an account; the password is asked for, or read from standard input.

    Example: comity user add prosecutor@example.org --name "A. Prosecutor"

    Exit codes: 0 added, 2 the address or the password cannot be used, 3 there is such an account.
    """
    startup.setup()
    from django.core.exceptions import ValidationError

    from comity.accounts.models import User

    if User.objects.filter(email__iexact=email).exists():
        fail(f"{email} already has an account; `comity user password` changes its password", Exit.REFUSED)
    try:
        password = _password(User(email=email, name=name), password_stdin)
        User.objects.create_user(email, password, name=name, is_staff=staff)
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

    user = _user(email)
    try:
        user.set_password(_password(user, password_stdin))
    except ValidationError as error:
        fail(f"{email}: {' '.join(error.messages)}", Exit.USAGE)
    user.save(update_fields=["password"])
    typer.echo(f"{email} has a new password.")


@user_app.command()
def deactivate(email: Email) -> None:
    """Deactivate an account; it can no longer sign in, what it did stays on record.

    Example: comity user deactivate prosecutor@example.org

    Exit codes: 0 deactivated, 1 there is no such account.
    """
    startup.setup()
    user = _user(email)
    user.is_active = False
    user.save(update_fields=["is_active"])
    typer.echo(f"{email} can no longer sign in.")


def _as_json(user: User) -> dict[str, object]:
    return {
        "email": user.email,
        "name": user.name,
        "active": user.is_active,
        "staff": user.is_staff,
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
