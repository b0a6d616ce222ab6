"""The depositary's notifications of 2014: the authorities that participants' declarations name.

Each becomes an entry with the name as notified, its source and the day it is as of; nobody has confirmed it. Nothing
that the declaration does not say is added: no address, no number.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from comity.core.statement_wording import AT_TRIAL, BEFORE_TRIAL
from comity.law.authorities.designating import GROUNDS
from comity.law.authorities.entry import AuthorityEntry, Designation, Origin, Said
from comity.law.authorities.words import Stage
from comity.law.statements import Authority
from comity.law.states import Gazetteer, UnknownState

from ..items import FormatError
from ..table_cells import at_column, unknown_state
from ..untc_rules import recognise
from .tables import Refused, Row, Table

AS_OF = date(2014, 7, 31)
_HEADER = ["instrument", "mtdsg_file", "participant", "paragraph_kind", "text"]
_SOURCE = "United Nations Treaty Collection, declarations and notifications (July 2014)"
_LICENCE = "Facts re-expressed; texts United Nations"

_INSTRUMENTS = {
    "UNTOC": "untoc",
    "UNTOC-SOM": "untoc-som",
    "UNTOC-FIREARMS": "untoc-fa",
    "UNCAC": "uncac",
    "DRUGS-1988": "drugs1988",
}
_BY_PROVISION = {ground.provision: ground for ground in GROUNDS}
_STAGES = {BEFORE_TRIAL: Stage.INVESTIGATION, AT_TRIAL: Stage.TRIAL}


def is_notifications(data: bytes) -> bool:
    """True if this is the file of the depositary's notifications."""
    return data.decode("utf-8-sig", errors="replace").partition("\n")[0].strip().split(",") == _HEADER


def read(data: bytes, name: str, gazetteer: Gazetteer) -> Table:
    """The authorities named, each once; rows of participants that are no State here are refused. Raises FormatError."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError(_("%(name)s: it is no CSV table (%(error)s).") % {"name": name, "error": error}) from error
    table = Table()
    found: dict[tuple[str, str], list[Designation]] = defaultdict(list)
    rows_of: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, 2):
        try:
            named = list(_named(row, gazetteer))
        except UnknownState as error:
            table.refused.append(Refused(number, (at_column("participant", unknown_state(error)),)))
            continue
        for state, authority, designation in named:
            if designation not in found[state, authority]:
                found[state, authority].append(designation)
            rows_of.setdefault((state, authority), number)
    for (state, authority), designations in found.items():
        entry = AuthorityEntry(
            state=state,
            names=(Said("en", authority),),
            designations=tuple(designations),
            origin=Origin(name=_SOURCE, url="https://treaties.un.org/", licence=_LICENCE, as_of=AS_OF),
        )
        table.rows.append(Row(rows_of[state, authority], f"untc-2014:{state}:{authority}"[:200], entry))
    return table


def _named(row: dict[str, str], gazetteer: Gazetteer) -> Iterator[tuple[str, str, Designation]]:
    """(State, name, designation) for each authority named under an article that asks for one."""
    instrument = _INSTRUMENTS.get(row.get("instrument", ""))
    if instrument is None or "central_authority" not in (row.get("paragraph_kind") or ""):
        return
    state, territory = gazetteer.responsible(gazetteer.find(row["participant"]).code)
    for found in recognise(row.get("text") or "", instrument=instrument, gazetteer=gazetteer):
        value, ground = found.value, _BY_PROVISION.get(found.provision.code)
        if isinstance(value, Authority) and ground is not None:
            stage = _STAGES.get(value.stage)
            designation = Designation(
                ground.provision,
                ground.competence,
                ground.role,
                stages=(stage,) if stage else (),
                territories=(territory,) if territory else (),
                depositary_ref=f"UNTC, chapter {row.get('mtdsg_file', '')}",
            )
            yield state, value.name, designation
