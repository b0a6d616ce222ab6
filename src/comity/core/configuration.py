"""Where this Comity lives and how it is reached: settings from the environment, read once, with clear errors.

Every setting is an environment variable that begins with `COMITY_`; `docs/operators-guide.md` lists them.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import platformdirs


class ConfigurationError(Exception):
    """A setting that cannot be used; the message names the variable, its value and what it takes."""


@dataclass(frozen=True)
class Mail:
    """The mail server."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    sender: str = "comity@localhost"


@dataclass(frozen=True)
class Configuration:
    """The settings of this installation."""

    home: Path
    debug: bool = False
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    origins: tuple[str, ...] = ()
    database_url: str = ""
    secure: bool = False
    smtp_url: str = ""
    mail_from: str = "comity@localhost"
    vault_keys: str = field(default="", repr=False)
    scanner: str = ""
    translator: str = ""
    translator_key: str = field(default="", repr=False)
    draft_days: int = 365
    limits: bool = True
    oidc_url: str = ""
    oidc_client: str = ""
    oidc_secret: str = field(default="", repr=False)
    oidc_name: str = ""
    saml_metadata: str = ""
    saml_entity: str = ""
    saml_name: str = ""

    @classmethod
    def from_environment(cls) -> Configuration:
        """Reads the `COMITY_…` variables; raises ConfigurationError."""
        home = os.environ.get("COMITY_HOME") or platformdirs.user_data_dir("comity")
        extra = tuple(h.strip() for h in os.environ.get("COMITY_HOSTS", "").split(",") if h.strip())
        return cls(
            home=Path(home).expanduser().resolve(),
            debug=_flag("COMITY_DEBUG"),
            hosts=cls.hosts + extra,
            origins=tuple(o.strip() for o in os.environ.get("COMITY_ORIGINS", "").split(",") if o.strip()),
            database_url=os.environ.get("COMITY_DATABASE_URL", ""),
            secure=_flag("COMITY_SECURE"),
            smtp_url=os.environ.get("COMITY_SMTP_URL", ""),
            mail_from=os.environ.get("COMITY_MAIL_FROM", "comity@localhost"),
            vault_keys=os.environ.get("COMITY_VAULT_KEYS", ""),
            scanner=os.environ.get("COMITY_SCANNER", ""),
            translator=_web_address("COMITY_TRANSLATOR"),
            translator_key=os.environ.get("COMITY_TRANSLATOR_KEY", "").strip(),
            draft_days=_days("COMITY_DRAFT_DAYS", 365),
            limits=_flag("COMITY_LIMITS", "yes"),
            **{name: os.environ.get(f"COMITY_{name.upper()}", "").strip() for name in _SIGN_ON},
        )

    def sign_on_apps(self) -> list[str]:
        """The parts that sign people on through an identity provider: only where one is named."""
        named = {"openid_connect": self.oidc_url, "saml": self.saml_metadata}
        return [f"allauth.socialaccount.providers.{kind}" for kind, given in named.items() if given]

    def sign_on_providers(self) -> dict[str, object]:
        """The identity providers, as django-allauth takes them; raises ConfigurationError.

        Their addresses are trusted: whom they vouch for is signed in to the account of that address, if there is one.
        """
        trusted = {"verified_email": True, "email_authentication": True}
        providers: dict[str, object] = {}
        if self.oidc_url:
            _need(
                "COMITY_OIDC_URL",
                self.oidc_url,
                COMITY_OIDC_CLIENT=self.oidc_client,
                COMITY_OIDC_SECRET=self.oidc_secret,
            )
            providers["openid_connect"] = {
                "APPS": [
                    {
                        "provider_id": "organisation",
                        "name": self.oidc_name or urlsplit(self.oidc_url).hostname,
                        "client_id": self.oidc_client,
                        "secret": self.oidc_secret,
                        "settings": {"server_url": self.oidc_url, **trusted},
                    }
                ],
                "OAUTH_PKCE_ENABLED": True,
            }
        if self.saml_metadata:
            _need("COMITY_SAML_METADATA", self.saml_metadata, COMITY_SAML_ENTITY=self.saml_entity)
            providers["saml"] = {
                "APPS": [
                    {
                        "provider_id": self.saml_entity,
                        "client_id": "organisation",
                        "name": self.saml_name or urlsplit(self.saml_metadata).hostname,
                        "settings": {
                            "idp": {"entity_id": self.saml_entity, "metadata_url": self.saml_metadata},
                            **trusted,
                        },
                    }
                ]
            }
        return providers

    def mail(self) -> tuple[str, Mail]:
        """How mail goes out: through COMITY_SMTP_URL, into files of the home without one."""
        if not self.smtp_url:
            return "django.core.mail.backends.filebased.EmailBackend", Mail(sender=self.mail_from)
        parts = urlsplit(self.smtp_url)
        if parts.scheme not in {"smtp", "smtp+tls"} or not parts.hostname:
            raise ConfigurationError(f"COMITY_SMTP_URL: {parts.scheme!r} is not smtp://host:port or smtp+tls://…")
        mail = Mail(
            parts.hostname,
            parts.port or (587 if parts.scheme == "smtp+tls" else 25),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            parts.scheme == "smtp+tls",
            self.mail_from,
        )
        return "django.core.mail.backends.smtp.EmailBackend", mail

    @property
    def database_file(self) -> Path:
        """The SQLite database of the embedded shape."""
        return self.home / "comity.sqlite3"

    @property
    def secret_key_file(self) -> Path:
        """The file that holds the secret key, readable by its owner only."""
        return self.home / "secret-key"

    @property
    def vault_key_file(self) -> Path:
        """The file that holds the keys of drafts and casework, readable by its owner only (see core/vault.py)."""
        return self.home / "vault-keys"

    @cached_property
    def secret_key(self) -> str:
        """The secret key; made on first use. A home that cannot be written to gets a key for this process only."""
        try:
            return self.secret_key_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return secrets.token_urlsafe(48)
        except OSError as error:
            raise ConfigurationError(
                f"{self.secret_key_file}: {(error.strerror or str(error)).lower()}; "
                "set COMITY_HOME to a directory of your own"
            ) from error

    def make_secret_key(self) -> None:
        """Writes a new secret key with mode 0600 unless there is one."""
        try:
            handle = os.open(self.secret_key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")

    def database(self) -> dict[str, object]:
        """The Django database settings; raises ConfigurationError if COMITY_DATABASE_URL is not understood."""
        if not self.database_url:
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": self.database_file,
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
                },
            }
        url = urlsplit(self.database_url)
        if url.scheme not in {"postgresql", "postgres"} or not url.path.strip("/"):
            raise ConfigurationError(
                f"COMITY_DATABASE_URL begins with {url.scheme or 'nothing'}://; "
                "write it like postgresql://user:password@host:5432/name"
            )
        options = dict(parse_qsl(url.query))  # what the driver knows besides, like sslmode; host for a local socket
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.strip("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": options.pop("host", url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": options,
        }


def _days(name: str, usual: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return usual
    if not value.isdecimal() or not 1 <= int(value) <= 36_500:
        raise ConfigurationError(f"{name} is {value!r}; it takes a number of days from 1 to 36500")
    return int(value)


_SIGN_ON = ("oidc_url", "oidc_client", "oidc_secret", "oidc_name", "saml_metadata", "saml_entity", "saml_name")


def _need(name: str, address: str, **others: str) -> None:
    """Raises ConfigurationError unless the address is one of HTTPS and all it needs is given."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ConfigurationError(f"{name} is {address!r}; it takes an address that begins with https://")
    for other, value in others.items():
        if not value:
            raise ConfigurationError(f"{name} is set, so {other} is needed too")


def _web_address(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
        raise ConfigurationError(f"{name} is {value!r}; it takes an address like https://translate.example.org")
    return value


def _flag(name: str, default: str = "no") -> bool:
    value = (os.environ.get(name, "").strip() or default).lower()
    if value in {"", "0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise ConfigurationError(f"{name} is {value!r}; it takes yes or no")
