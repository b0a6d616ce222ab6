"""What a file is, told by its content: only forms that are read, not run, may be kept with a record.

Nothing here believes a name or a media type that a browser sends along; both are only compared with what was found.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 50 << 20  # bytes
_MOST_MEMBERS = 10_000  # files inside a packed document
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
ENDINGS = {
    "application/pdf": ("pdf",),
    _WORD: ("docx",),
    _OPEN_DOCUMENT: ("odt",),
    "application/rtf": ("rtf",),
    "text/plain": ("txt",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/tiff": ("tif", "tiff"),
}
_TEXT = {9, 10, 12, 13, 27}  # control characters that stand in texts


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file is: its media type and the ending its name is kept with."""

    media_type: str
    ending: str


def inspect(file: IO[bytes], name: str) -> Inspected:
    """What the file is; raises ValidationError if it is too large, of no form that is taken, or named otherwise."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if not size:
        raise ValidationError(_("%(name)s is empty.") % {"name": name})
    if size > LARGEST:
        raise ValidationError(_("%(name)s is larger than %(most)d MB.") % {"name": name, "most": LARGEST >> 20})
    media_type = _media_type(file)
    file.seek(0)
    if media_type is None:
        known = ", ".join(endings[0].upper() for endings in ENDINGS.values())
        raise ValidationError(
            _("%(name)s is of no form that is taken here. Save it as one of these: %(known)s.")
            % {"name": name, "known": known}
        )
    ending = PurePath(name).suffix.lstrip(".").lower()
    if ending not in ENDINGS[media_type]:
        raise ValidationError(
            _("%(name)s is in truth a file of the form %(form)s. Name it so, or look whether it is the right file.")
            % {"name": name, "form": ENDINGS[media_type][0].upper()}
        )
    return Inspected(media_type, ENDINGS[media_type][0])


def _media_type(file: IO[bytes]) -> str | None:
    head = file.read(1024)
    for beginning, media_type in _BEGINNINGS:
        if head.startswith(beginning):
            return media_type
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    return "text/plain" if _is_text(file.read()) else None


def _packed(file: IO[bytes]) -> str | None:
    """A word processor's document without programs in it; None for any other archive. Unpacks next to nothing."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if len(names) > _MOST_MEMBERS or any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return _WORD
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return _OPEN_DOCUMENT if archive.read("mimetype").strip() == _OPEN_DOCUMENT.encode() else None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return None
    return None


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(letter) < 32 and ord(letter) not in _TEXT for letter in set(text))
