"""`comity user`: the accounts of this installation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from comity.core import startup
from comity.core.configuration import ConfigurationError

from .output import Exit, fail, print_json

if TYPE_CHECKING:
    from comity.accounts.models import User

user_app = typer.Typer(help="Add, list and deactivate accounts.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The e-mail address.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@user_app.callback()
def _ready() -> None:
    try:
        startup.setup()
    except (startup.HomeError, ConfigurationError) as error:
        fail(str(error))


@user_app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name.")] = "",
    staff: Annotated[bool, typer.Option(help="May use the editorial desk.")] = False,
    password_stdin: FromInput = False,
) -> None:
    """Add an account; the password is asked for, or read from standard input.

    Example: comity user add prosecutor@example.org --name "A. Prosecutor"
    """
    from django.core.exceptions import ValidationError

    from comity.accounts.models import User

    if User.objects.filter(email__iexact=email).exists():
        fail(f"{email} already has an account", Exit.REFUSED)
    password = _password(email, password_stdin)
    try:
        User.objects.create_user(email, password, name=name, is_staff=staff)
    except ValidationError as error:
        fail(f"{email}: {'; '.join(error.messages)}", Exit.USAGE)
    typer.echo(f"{email} now has an account.")


@user_app.command("list")
def list_users(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """List the accounts.

    Example: comity user list --json
    """
    from comity.accounts.models import User

    rows = [
        {
            "email": u.email,
            "name": u.name,
            "active": u.is_active,
            "staff": u.is_staff,
            "joined": u.joined_at.isoformat(),
        }
        for u in User.objects.order_by("email")
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['email']}\t{row['name']}\t{'active' if row['active'] else 'inactive'}")


@user_app.command()
def password(email: Email, password_stdin: FromInput = False) -> None:
    """Set a new password.

    Example: comity user password prosecutor@example.org
    """
    user = _user(email)
    user.set_password(_password(email, password_stdin))
    user.save(update_fields=["password"])
    typer.echo(f"{email} has a new password.")


@user_app.command()
def deactivate(email: Email) -> None:
    """Deactivate an account; it can no longer sign in, what it did stays on record.

    Example: comity user deactivate prosecutor@example.org
    """
    user = _user(email)
    user.is_active = False
    user.save(update_fields=["is_active"])
    typer.echo(f"{email} can no longer sign in.")


def _user(email: str) -> User:
    from comity.accounts.models import User

    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        fail(f"{email} has no account here; `comity user list` shows them", Exit.USAGE)


def _password(email: str, from_input: bool) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from comity.accounts.models import User

    given = (
        sys.stdin.readline().rstrip("\n")
        if from_input
        else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    try:
        validate_password(given, User(email=email))
    except ValidationError as error:
        fail(" ".join(error.messages), Exit.USAGE)
    return str(given)
