"""What an identifier must look like to be one: the first reason for which providers refuse is that it is not."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

import phonenumbers
from stdnum import bitcoin, iban, imei
from stdnum.exceptions import InvalidChecksum, ValidationError

from ..sentences import Sentence, say
from ..sources import Source

_E164 = Source("itu-e164", "ITU-T Recommendation E.164", "https://www.itu.int/rec/T-REC-E.164", "reference only")
_5321 = Source("rfc5321", "RFC 5321, 4.1.2", "https://www.rfc-editor.org/rfc/rfc5321", "reference only")
_6302 = Source(
    "rfc6302", "RFC 6302 (port and time of an address)", "https://www.rfc-editor.org/rfc/rfc6302", "reference only"
)
_3986 = Source("rfc3986", "RFC 3986", "https://www.rfc-editor.org/rfc/rfc3986", "reference only")
_IMEI = Source("3gpp-23003", "3GPP TS 23.003, annex B", "https://www.3gpp.org/dynareport/23003.htm", "reference only")
_IBAN = Source("iso13616", "ISO 13616, IBAN", "https://www.iso.org/standard/81090.html", "reference only")
_BITCOIN = Source(
    "bip173", "BIP 173", "https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki", "reference only"
)

_EMAIL = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@(?:[^\s@<>(),;:\\\"\[\].]{1,63}\.)+[^\s@<>(),;:\\\"\[\].\d]{2,63}\Z")
_URL = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@.]{2,}(?::\d{1,5})?(?:[/?#]\S*)?\Z", re.IGNORECASE)
_ETHEREUM = re.compile(r"0x[0-9a-fA-F]{40}\Z")
_TRON = re.compile(r"T[1-9A-HJ-NP-Za-km-z]{33}\Z")
_OLD_BITCOIN = re.compile(r"[13mn2][1-9A-HJ-NP-Za-km-z]{25,34}\Z")
_SPACES = re.compile(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]")

KINDS = ("email", "phone", "ip", "imei", "iban", "wallet", "url", "account", "device", "other")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be an identifier of its kind; `certain` false where it is only unusual."""

    reason: Sentence
    way_out: Sentence
    source: Source
    certain: bool = True


def fault(kind: str, text: str) -> Fault | None:
    """What is wrong with an identifier; None where nothing is, or where the kind has no rule. Never raises."""
    check = _CHECKS.get(kind)
    return check(_SPACES.sub("", text) if kind != "url" else text.strip(), text[:80]) if check else None


def is_private_address(text: str) -> bool:
    """Whether an IP address cannot be reached from outside, so that a provider cannot tell whose it was."""
    try:
        return not ipaddress.ip_address(_SPACES.sub("", text)).is_global
    except ValueError:
        return False


def _email(text: str, shown: str) -> Fault | None:
    if _EMAIL.match(text) and len(text) <= 254 and ".." not in text and not text.startswith("."):
        return None
    return Fault(
        say("“%(text)s” cannot be an e-mail address.", text=shown),
        say("Write it as name@domain, letter for letter as it stands in the evidence."),
        _5321,
    )


def _phone(text: str, shown: str) -> Fault | None:
    way_out = say("Write it with its country code, like +39 06 12345678.")
    if not text.startswith(("+", "00")):
        return Fault(say("The telephone number “%(text)s” has no country code.", text=shown), way_out, _E164)
    number = f"+{text[2:]}" if text.startswith("00") else text
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return Fault(say("“%(text)s” cannot be a telephone number.", text=shown), way_out, _E164)
    if not phonenumbers.is_possible_number(parsed):
        return Fault(say("“%(text)s” has too few or too many digits for its country.", text=shown), way_out, _E164)
    if not phonenumbers.is_valid_number(parsed):
        reason = say("“%(text)s” lies in no known range of numbers of its country.", text=shown)
        return Fault(reason, way_out, _E164, certain=False)
    return None


def _ip(text: str, shown: str) -> Fault | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return Fault(
            say("“%(text)s” cannot be an IP address.", text=shown),
            say("Write one address, like 203.0.113.7 or 2001:db8::7; the port goes into a field of its own."),
            _6302,
        )
    if address.is_global:
        return None
    return Fault(
        say("“%(text)s” is an address inside a local network; no provider can tell whose it was.", text=shown),
        say("Find the public address in the log of the service that was reached."),
        _6302,
    )


def _imei(text: str, shown: str) -> Fault | None:
    way_out = say("Copy its 15 digits (14 without the check digit) from the device or the network's record.")
    try:
        imei.validate(text)
    except InvalidChecksum:
        return Fault(say("The check digit of the IMEI “%(text)s” is wrong.", text=shown), way_out, _IMEI)
    except (ValidationError, ValueError):
        return Fault(say("“%(text)s” cannot be an IMEI.", text=shown), way_out, _IMEI)
    return None


def _iban(text: str, shown: str) -> Fault | None:
    way_out = say("Copy it again from the statement of account, or give the number as the bank writes it.")
    try:
        iban.validate(text)
    except InvalidChecksum:
        return Fault(say("The check digits of the IBAN “%(text)s” are wrong.", text=shown), way_out, _IBAN)
    except (ValidationError, ValueError, KeyError):
        return Fault(say("“%(text)s” cannot be an IBAN.", text=shown), way_out, _IBAN)
    return None


def _wallet(text: str, shown: str) -> Fault | None:
    if _ETHEREUM.match(text) or _TRON.match(text):
        return None
    way_out = say("Copy the whole address from the evidence; one wrong character makes it another or none.")
    if text.lower().startswith("bc1") or _OLD_BITCOIN.match(text):
        try:
            bitcoin.validate(text)
        except (ValidationError, ValueError, KeyError, IndexError):
            return Fault(say("“%(text)s” cannot be a Bitcoin address.", text=shown), way_out, _BITCOIN)
        return None
    reason = say("“%(text)s” is not an address of a currency whose addresses are known here.", text=shown)
    return Fault(reason, way_out, _BITCOIN, certain=False)


def _url(text: str, shown: str) -> Fault | None:
    if _URL.match(text):
        return None
    return Fault(
        say("“%(text)s” cannot be the address of a page.", text=shown),
        say("Write it whole, with https:// in front."),
        _3986,
    )


_CHECKS: dict[str, Callable[[str, str], Fault | None]] = {
    "email": _email,
    "phone": _phone,
    "ip": _ip,
    "imei": _imei,
    "iban": _iban,
    "wallet": _wallet,
    "url": _url,
}
