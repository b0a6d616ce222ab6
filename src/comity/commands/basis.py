"""`comity basis`: the navigator's answer on the command line, the same as on the page."""

from __future__ import annotations

import shutil
import textwrap
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from comity.core import startup
from comity.core.configuration import ConfigurationError
from comity.law.basis.types import QuestionError

from .output import Exit, fail, print_json

Yes = "yes, no or unknown"


def basis(
    requesting: Annotated[str, typer.Argument(help="The requesting State: code or name.")],
    requested: Annotated[str, typer.Argument(help="The requested State: code or name.")],
    measure: Annotated[str, typer.Option(help="What is needed, for example mla or extradition.")] = "mla",
    offence: Annotated[str, typer.Option(help="The offence, for example trafficking-in-persons.")] = "",
    on: Annotated[str, typer.Option(help="The day of the request, like 2022-07-18 (today if left out).")] = "",
    penalty_requesting: Annotated[str, typer.Option(help="Maximum penalty in the requesting State, in years.")] = "",
    penalty_requested: Annotated[str, typer.Option(help="Maximum penalty in the requested State, in years.")] = "",
    organized_group: Annotated[str, typer.Option(help=f"An organized criminal group is involved: {Yes}.")] = "",
    transnational: Annotated[str, typer.Option(help=f"The offence is transnational: {Yes}.")] = "",
    dual_criminality: Annotated[str, typer.Option(help=f"It is an offence in both States: {Yes}.")] = "",
    person_in_requested: Annotated[str, typer.Option(help=f"The person is in the requested State: {Yes}.")] = "",
    national_of_requested: Annotated[str, typer.Option(help=f"The person is its national: {Yes}.")] = "",
    electronic_evidence: Annotated[str, typer.Option(help=f"The evidence is electronic: {Yes}.")] = "",
    treaty_required: Annotated[str, typer.Option(help=f"The requested State needs a treaty: {Yes}.")] = "",
    lang: Annotated[str, typer.Option(help="Language of the answer: ar, zh, en, fr, ru, es.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Which treaties let one State ask another for this, on that day?

    Example: comity basis NER ITA --measure mla --offence trafficking-in-persons --on 2022-07-18

    Exit codes: 0 answered (even if the answer is that nothing is known), 1 no Comity here, 2 bad question.
    """
    try:
        startup.setup()
    except (startup.HomeError, ConfigurationError) as error:
        fail(str(error))
    given = {
        "requesting": requesting,
        "requested": requested,
        "measure": measure,
        "offence": offence,
        "on": on,
        "penalty-requesting": penalty_requesting,
        "penalty-requested": penalty_requested,
        "organized-group": organized_group,
        "transnational": transnational,
        "dual-criminality": dual_criminality,
        "person-in-requested": person_in_requested,
        "national-of-requested": national_of_requested,
        "electronic-evidence": electronic_evidence,
        "treaty-required": treaty_required,
    }
    _answer(given, lang, as_json)


def _answer(given: dict[str, str], lang: str, as_json: bool) -> None:
    from django.conf import settings
    from django.utils.translation import override

    from comity.accounts.viewer import VISITOR
    from comity.core.asking import question
    from comity.core.wording import say
    from comity.law.basis.procedure import opinion
    from comity.publications.opinion_json import opinion_to_json
    from comity.treaties.interfaces import book
    from comity.web.authorities import addressed

    if lang not in dict(settings.LANGUAGES):
        fail(f"--lang {lang}: choose one of {', '.join(dict(settings.LANGUAGES))}", Exit.USAGE)
    facts = book()
    with override(lang):
        try:
            asked = question(given, gazetteer=facts.gazetteer, today=datetime.now(UTC).date())
            found = opinion(facts, asked)
            answer = opinion_to_json(found, facts, addressed(found, VISITOR, facts))  # what is open to all
        except QuestionError as error:
            fail(f"{error.field}: {say(error.sentence, facts)}", Exit.USAGE)
        if as_json:
            print_json(answer)
        else:
            _print(answer)


def _print(answer: dict[str, Any]) -> None:
    """The answer as text, to the width of the terminal."""
    from django.utils.translation import gettext as _

    asked = answer["question"]
    _line(f"{asked['requesting']['name']} → {asked['requested']['name']}: {asked['measure']['name']}, {asked['on']}")
    _line(answer["headline"])
    if answer["as_of"]:
        _line(_("Treaty facts as of %(date)s.") % {"date": answer["as_of"]})
    titles = {
        "findings": _("Bases, in order"),
        "undetermined": _("Not determined: participation is not on record here"),
        "unavailable": _("Not available"),
        "parallel": _("In parallel"),
    }
    marks = {"satisfied": "✓", "failed": "✗", "unknown": "?"}
    for group, title in titles.items():
        if not answer[group]:
            continue
        typer.echo(f"\n{title}")
        for number, finding in enumerate(answer[group], start=1):
            _line(f"{number}. {finding['name']} [{finding['role']}, {finding['outcome']}]: {finding['summary']}", 2)
            for test in finding["tests"] if group == "findings" else []:
                _line(f"{marks[test['outcome']]} {test['reason']}", 5)
            for condition in finding["conditions"] if group == "findings" else []:
                _line(f"! {condition}", 5)
    _print_addressees(answer)


def _print_addressees(answer: dict[str, Any]) -> None:
    """Whom to write to, by the directory; what the depositary was notified of where it lists nobody."""
    from django.utils.translation import gettext as _

    typer.echo(f"\n{_('Whom to write to, and in which language')}")
    for addressee in answer["addressees"]:
        _line(addressee["conclusion"], 2)
        for authority in addressee["authorities"]:
            _line(authority["name"], 5)
            for conclusion in authority["conclusions"]:
                _line(f"{'!' if conclusion['caution'] else '-'} {conclusion['text']}", 7)
    if not answer["addressees"]:
        _line(
            _("The directory lists no authority of %(state)s on that day.")
            % {"state": answer["question"]["requested"]["name"]},
            2,
        )
        for finding in answer["findings"]:
            for notified in finding["designations"]:
                _line(f"{notified['authority']} ({notified['provision']})", 5)


def _line(text: str, indent: int = 0) -> None:
    width = max(40, min(shutil.get_terminal_size().columns, 110))
    pad = " " * indent
    typer.echo(textwrap.fill(text, width, initial_indent=pad, subsequent_indent=pad + "  "))
