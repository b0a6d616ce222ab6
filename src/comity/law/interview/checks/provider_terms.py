"""The terms of a provider as the hub has them, one by one: a claim about the draft, or what is not on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from ...measures import Measure
from ...providers import Accepted, Answer, Authentication, Caution, DataKind, Provider, accepts, entity_for
from ...sentences import LanguageName, Quoted, Sentence, Series, StateName, Text, say
from ..context import ProviderRecord
from ..definition import Question, Role
from ..given import Given
from ..points import State
from .dates import day_of

ASK_FIRST = say("Ask the provider, or read its guidelines for authorities, before sending.")
_OTHER_WAY = say("Check the address by another way before anything of the case is sent there.")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one term means for the draft; `is_fact` false where it says that something is unknown, or a caution.

    `question` is what it is about, empty for the provider itself.
    """

    state: State
    check: str
    said: Sentence
    way_out: Sentence | None = None
    question: str = ""
    is_fact: bool = True


Found = Claim | Sentence  # a sentence names a matter that is not on record


def terms(given: Given, known: ProviderRecord) -> Iterator[Found]:
    """Everything on record that touches the draft."""
    provider, name = known.facts, Quoted(known.facts.name)
    for caution in provider.cautions:
        yield Claim(State.DOUBTFUL, "caution", Sentence(caution.label), is_fact=False)
    yield from _entity(given, known, name)
    yield from _channel(given, provider, name)
    yield from _language(given, provider, name)
    if Measure.PRESERVATION in given.measures:
        yield from _preservation(given, provider, name)
    elif Role.IMMINENT not in given.definition.roles:
        yield from _acceptances(given, provider, name)
    yield from _held(given, provider, name)
    yield from _identifiers(given, provider, name)
    yield from _notice(given, provider, name)
    yield from _authentication(given, provider, name)
    yield from _costs(provider, name)


def _asked(given: Given, role: Role) -> Question | None:
    found = given.role(role)
    return found[0] if found else None


def _kinds(given: Given) -> tuple[str, tuple[DataKind, ...]]:
    """The question on the kinds of data, and those asked for."""
    found = given.role(Role.CATEGORIES)
    if found is None or not isinstance(found[1], tuple):
        return "", ()
    return found[0].id, tuple(kind for kind in DataKind if kind.value in found[1])


def _entity(given: Given, known: ProviderRecord, name: Quoted) -> Iterator[Found]:
    question, entities = _asked(given, Role.PROVIDER_ENTITY), known.facts.entities
    state = given.code(Role.REQUESTING)
    if question is None:
        return
    if not entities:
        yield say("which of its companies answers for which users")
        return
    written = given.code(Role.PROVIDER_ENTITY).casefold()
    named = next((e for e in entities if e.name.casefold() in written), None)
    serving = entity_for(known.facts, state, organizations=known.organizations) if state else None
    if named is not None:
        said = say("%(entity)s is on record as a company of %(provider)s.", entity=Quoted(named.name), provider=name)
        yield Claim(State.FINE, "entity", said, question=question.id)
    elif serving is not None:
        said = say("%(entity)s answers for users in %(state)s; the request does not name it.",
                   entity=Quoted(serving.name), state=StateName(state))  # fmt: skip
        way_out = say("Find out which company holds the data of this user, and name that one.")
        yield Claim(State.DOUBTFUL, "entity", said, way_out, question.id)
    else:
        names = Series(tuple(Quoted(e.name) for e in entities))
        said = say("Companies of %(provider)s on record: %(entities)s.", provider=name, entities=names)
        way_out = say("Find out which company holds the data of this user, and name that one.")
        yield Claim(State.DOUBTFUL, "entity", said, way_out, question.id)


def _channel(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    emergency = Role.IMMINENT in given.definition.roles
    usual = (provider.portal_url, provider.email, provider.postal)
    ways = (provider.emergency_contact, provider.emergency_url) if emergency else usual
    found = Series(tuple(Quoted(way) for way in ways if way))
    if not found.items:
        yield say("by which way it takes emergency requests") if emergency else say("by which way it takes requests")
        return
    if emergency:
        said = say("%(provider)s takes emergency requests by: %(ways)s.", provider=name, ways=found)
    else:
        said = say("%(provider)s takes requests of authorities by: %(ways)s.", provider=name, ways=found)
    if {Caution.NO_CHANNEL, Caution.GENERAL_CONTACT} & set(provider.cautions):
        yield Claim(State.DOUBTFUL, "channel", said, _OTHER_WAY)
    elif provider.portal_url and not emergency and provider.portal_account is Answer.YES:
        yield Claim(State.FINE, "channel", said, say("Open an account in its portal first."))
    else:
        yield Claim(State.FINE, "channel", said)


def _language(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question, written = _asked(given, Role.LANGUAGE), given.code(Role.LANGUAGE)
    if question is None:
        return
    if not provider.languages:
        yield say("the languages it accepts")
    elif written and written.split("-")[0] in {code.split("-")[0] for code in provider.languages}:
        said = say("%(language)s is a language %(provider)s accepts.", language=LanguageName(written), provider=name)
        yield Claim(State.FINE, "language", said, question=question.id)
    else:
        names = Series(tuple(LanguageName(code) for code in provider.languages))
        said = say("%(provider)s accepts requests in: %(languages)s.", provider=name, languages=names)
        way_out = say("Attach a translation into one of them.")
        yield Claim(State.DOUBTFUL, "language", said, way_out if written else None, question.id)


def _acceptances(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question, kinds = _kinds(given)
    state = given.code(Role.REQUESTING)
    for kind in kinds if state else ():
        yield _acceptance(provider, accepts(provider, state, kind), name, StateName(state), question)


def _acceptance(provider: Provider, found: Accepted, name: Quoted, state: StateName, question: str) -> Claim:
    kind = Text(found.kind.label)
    match found.answer:
        case Answer.YES:
            said = say("%(kind)s: %(provider)s gives them directly to authorities of %(state)s.",
                       kind=kind, provider=name, state=state)  # fmt: skip
            return Claim(State.FINE, "accepts", said, question=question)
        case Answer.CONDITIONS if found.condition:
            said = say("%(kind)s: %(provider)s gives them directly to authorities of %(state)s on this condition:"
                       " %(condition)s.", kind=kind, provider=name, state=state,
                       condition=Quoted(found.condition))  # fmt: skip
            return Claim(State.DOUBTFUL, "accepts", said, say("Show in the request that it is met."), question)
        case Answer.CONDITIONS:
            said = say("%(kind)s: %(provider)s gives them directly to authorities of %(state)s, on conditions that are"
                       " not on record.", kind=kind, provider=name, state=state)  # fmt: skip
            return Claim(State.DOUBTFUL, "accepts", said, ASK_FIRST, question)
        case Answer.NO:
            said = say("%(kind)s: %(provider)s does not give them directly to authorities of %(state)s.",
                       kind=kind, provider=name, state=state)  # fmt: skip
            routes = Series(tuple(Text(route.label) for route in provider.content_routes))
            way_out = say("Ask for their preservation now, and for the data by mutual legal assistance.")
            if found.kind is DataKind.CONTENT and routes.items:
                way_out = say("Ways to content on record: %(routes)s.", routes=routes)
            return Claim(State.DOUBTFUL, "accepts", said, way_out, question)
    said = say("%(kind)s: whether %(provider)s gives them directly to authorities of %(state)s is not on record.",
               kind=kind, provider=name, state=state)  # fmt: skip
    return Claim(State.DOUBTFUL, "accepts", said, ASK_FIRST, question, is_fact=False)


def _held(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question, kinds = _kinds(given)
    start = given.role(Role.FROM)
    begins = day_of(start[1]) if start else None
    held = {each.kind: each for each in provider.held}
    for kind in kinds:
        row, what = held.get(kind), Text(kind.label)
        if row is not None and row.held is Answer.NO:
            said = say("%(kind)s: %(provider)s holds none.", kind=what, provider=name)
            yield Claim(State.DOUBTFUL, "held", said, ASK_FIRST, question)
        elif row is not None and row.days is not None and begins is not None and start is not None:
            said = say("%(kind)s: %(provider)s keeps them for %(days)s days.", kind=what, provider=name, days=row.days)
            if given.context.today - begins > timedelta(days=row.days):
                way_out = say("The period begins before that: say why the data should still be held.")
                yield Claim(State.DOUBTFUL, "held", said, way_out, start[0].id)
            else:
                yield Claim(State.FINE, "held", said, question=start[0].id)
    if any(kind not in held or (held[kind].days is None and held[kind].held is not Answer.NO) for kind in kinds):
        yield say("for how long it keeps the kinds of data asked for")


def _preservation(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question, days = _asked(given, Role.DAYS), given.said(Role.DAYS)
    if question is None:
        return
    kept = provider.preservation
    match kept.accepted:
        case Answer.UNKNOWN:
            said = say("Whether %(provider)s preserves data on request is not on record.", provider=name)
            yield Claim(State.DOUBTFUL, "preserves", said, ASK_FIRST, question.id, is_fact=False)
        case Answer.NO:
            said = say("%(provider)s does not preserve data on request.", provider=name)
            way_out = say("Ask the authorities of its State to order the preservation.")
            yield Claim(State.DOUBTFUL, "preserves", said, way_out, question.id)
        case Answer.CONDITIONS:
            said = say("%(provider)s preserves data on request, on conditions.", provider=name)
            yield Claim(State.DOUBTFUL, "preserves", said, ASK_FIRST, question.id)
        case Answer.YES if kept.days is None:
            said = say("%(provider)s preserves data on request.", provider=name)
            yield Claim(State.FINE, "preserves", said, question=question.id)
            yield say("for how many days it preserves data")
        case Answer.YES:
            said = say("%(provider)s preserves data on request for %(days)s days.", provider=name, days=kept.days or 0)
            if isinstance(days, Decimal) and days > (kept.days or 0):
                way_out = say("Ask for that many days now, and for an extension later.")
                yield Claim(State.DOUBTFUL, "preserves", said, way_out, question.id)
            else:
                yield Claim(State.FINE, "preserves", said, question=question.id)
    extension, number = _asked(given, Role.EXTENSION), given.said(Role.EXTENSION)
    if extension is not None and isinstance(number, Decimal) and kept.renewals is not None and number > kept.renewals:
        said = say("How often %(provider)s extends a preservation: %(count)s.", provider=name, count=kept.renewals)
        way_out = say("Have the request for the data sent before the preservation ends.")
        yield Claim(State.DOUBTFUL, "preserves", said, way_out, extension.id)


def _identifiers(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question = next((q for _s, q in given.placed() if any(f.identifier_from for f in q.fields)), None)
    if question is None:
        return
    if not provider.identifiers:
        yield say("by which identifiers it finds a user")
        return
    by = {field.identifier_from for field in question.fields if field.identifier_from}
    written = {str(row.get(name_)) for row in given.rows(question) for name_ in by}
    accepted = {each.casefold() for each in provider.identifiers}
    names = Series(tuple(Quoted(each) for each in provider.identifiers))
    said = say("%(provider)s finds a user by: %(identifiers)s.", provider=name, identifiers=names)
    if written & accepted:
        yield Claim(State.FINE, "identifiers", said, question=question.id)
    else:
        yield Claim(State.DOUBTFUL, "identifiers", said, say("Give one of these."), question.id)


def _notice(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question, silent = _asked(given, Role.NOT_TOLD), given.code(Role.NOT_TOLD)
    if question is None or silent == "no":
        return
    if provider.user_notice is Answer.UNKNOWN:
        yield say("whether it tells users of requests")
    elif provider.user_notice is Answer.NO:
        said = say("%(provider)s does not tell users of requests.", provider=name)
        yield Claim(State.FINE, "notice", said, question=question.id)
    elif not silent:
        said = say("%(provider)s may tell the user of the request, and nothing says whether it should not.",
                   provider=name)  # fmt: skip
        way_out = say("Say whether the user is not to be told, why, and until when.")
        yield Claim(State.MISSING, "notice", said, way_out, question.id)
    elif provider.notice_delay is Answer.UNKNOWN:
        yield say("whether it puts off telling the user")
    elif provider.notice_delay is Answer.YES:
        said = say("%(provider)s puts off telling the user where an authority asks for it.", provider=name)
        yield Claim(State.FINE, "notice", said, question=question.id)
    elif provider.notice_delay is Answer.CONDITIONS:
        said = say("%(provider)s puts off telling the user only on conditions.", provider=name)
        way_out = say("Attach the order or the provision by which the user is not to be told.")
        yield Claim(State.DOUBTFUL, "notice", said, way_out, question.id)
    else:
        said = say("%(provider)s does not put off telling the user.", provider=name)
        way_out = say("Weigh whether the user may learn of the case before the request is sent.")
        yield Claim(State.DOUBTFUL, "notice", said, way_out, question.id)


def _authentication(given: Given, provider: Provider, name: Quoted) -> Iterator[Found]:
    question = _asked(given, Role.AUTHENTICATION)
    if question is None or given.code(Role.AUTHENTICATION) != "yes":
        return
    if provider.authentication is Authentication.UNKNOWN:
        yield say("whether it authenticates its records")
    elif provider.authentication is Authentication.NONE:
        said = say("%(provider)s does not authenticate its records.", provider=name)
        way_out = say("Ask for a certificate of authenticity by mutual legal assistance.")
        yield Claim(State.DOUBTFUL, "authentication", said, way_out, question.id)
    else:
        said = say("%(provider)s authenticates its records by: %(how)s.",
                   provider=name, how=Text(provider.authentication.label))  # fmt: skip
        yield Claim(State.FINE, "authentication", said, question=question.id)


def _costs(provider: Provider, name: Quoted) -> Iterator[Found]:
    if provider.reimbursement is Answer.UNKNOWN:
        yield say("whether it charges costs")
    elif provider.reimbursement is not Answer.NO:
        said = say("%(provider)s may charge its costs.", provider=name)
        yield Claim(State.DOUBTFUL, "costs", said, say("Settle beforehand who bears them."))
