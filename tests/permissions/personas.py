"""Who asks in the permission matrix, and what could leak to them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from comity.accounts.models import AccountRequest, Mandate, User
from comity.accounts.roles import Role
from comity.accounts.viewer import viewer_of
from comity.core.ledger import SYSTEM, Subject, write
from comity.core.models import OutgoingMail
from comity.directory.book import forget
from comity.law.lifecycle.steps import Direction
from comity.law.measures import Measure
from comity.publications.models import Issue, IssueFile, Making
from comity.requests.domain import casework, commenting, drafting, filing, sharing
from comity.requests.domain.casework import Particulars
from comity.requests.merging import digests
from tests.accounts.people import BEGAN, hold, person, signed_in
from tests.directory.entries import listed

HERE, ELSEWHERE = "NER", "ITA"  # the State whose data are planted, and another
AUTHORITY_HERE, AUTHORITY_ELSEWHERE = "auth-here", "auth-else"  # until the directory's planter lists them
NETWORK = "wacap"

# name: (roles, scope). `lapsed` held everything until yesterday; `password-only` is the secretariat without a second
# factor; `reader` has an account and no mandate; `practitioner` works for no authority that is listed.
PERSONAS: dict[str, tuple[tuple[Role, ...], dict[str, str]]] = {
    "reader": ((), {}),
    "practitioner": ((Role.PRACTITIONER,), {"state": HERE}),
    "practitioner-own": ((Role.PRACTITIONER,), {"state": HERE, "authority": AUTHORITY_HERE}),
    "practitioner-other": ((Role.PRACTITIONER,), {"state": ELSEWHERE, "authority": AUTHORITY_ELSEWHERE}),
    "editor-own": ((Role.AUTHORITY_EDITOR,), {"state": HERE, "authority": AUTHORITY_HERE}),
    "editor-other": ((Role.AUTHORITY_EDITOR,), {"state": ELSEWHERE, "authority": AUTHORITY_ELSEWHERE}),
    "mission-own": ((Role.MISSION,), {"state": HERE}),
    "mission-other": ((Role.MISSION,), {"state": ELSEWHERE}),
    "network": ((Role.NETWORK_SECRETARIAT,), {"network": NETWORK}),
    "focal-point": ((Role.FOCAL_POINT,), {"network": NETWORK}),
    "contributor": ((Role.CONTRIBUTOR,), {}),
    "editor": ((Role.EDITOR,), {}),
    "secretariat": ((Role.SECRETARIAT,), {}),
    "auditor": ((Role.AUDITOR,), {}),
    "password-only": ((Role.SECRETARIAT, Role.AUDITOR, Role.EDITOR), {}),
    "lapsed": ((Role.SECRETARIAT, Role.AUDITOR, Role.EDITOR), {}),
}
VISITOR = "visitor"
EVERYONE = frozenset({VISITOR, *PERSONAS})


@dataclass
class World:
    """The planted data: the browsers of all personas, keys for the rows, and who may see which secret."""

    clients: dict[str, Client]
    users: dict[str, User]
    keys: dict[str, str | int] = field(default_factory=dict)
    secrets: dict[str, frozenset[str]] = field(default_factory=dict)

    def plant(self, secret: str, *seen_by: str) -> str:
        """Names a text that only these personas may ever find in an answer; gives it back."""
        assert secret not in self.secrets
        assert set(seen_by) <= EVERYONE
        self.secrets[secret] = frozenset(seen_by)
        return secret


Planter = Callable[[World], None]
PLANTERS: list[Planter] = []


def planter(function: Planter) -> Planter:
    """Registers a function that plants a room's data before the matrix is walked."""
    PLANTERS.append(function)
    return function


def make_world() -> World:
    """All personas, and everything the planters plant."""
    users, clients = {}, {VISITOR: Client(HTTP_HOST="localhost")}
    yesterday = timezone.now().date() - timedelta(days=1)
    for name, (roles, scope) in PERSONAS.items():
        facts = {**scope, **({"valid_to": yesterday + timedelta(days=1)} if name == "lapsed" else {})}
        users[name] = person(f"{name}@example.org", *roles, **facts)
        clients[name] = signed_in(users[name], second_factor=name != "password-only")
    world = World(clients, users)
    for plant in PLANTERS:
        plant(world)
    return world


@planter
def people_and_ledger(world: World) -> None:
    """A request and a mandate of one State, an entry of the ledger, a mail that is stuck."""
    wish = AccountRequest.objects.create(
        name=world.plant("Wish-Name-7f3a", "mission-own", "secretariat"),
        email=world.plant("wish-mail-7f3a@example.org", "mission-own", "secretariat"),
        state=HERE,
        authority_name=world.plant("Wish-Authority-7f3a", "mission-own", "secretariat"),
        function="Prosecutor",
        reason=world.plant("Wish-Reason-7f3a", "mission-own", "secretariat"),
        language="en",
    )
    holder = person(world.plant("holder-7f3a@example.org", "mission-own", "secretariat"))
    mandate: Mandate = hold(holder, Role.PRACTITIONER, state=HERE)
    own = hold(world.users["practitioner"], Role.PRACTITIONER, state=HERE, valid_from=BEGAN + timedelta(days=1))
    own.reference = world.plant("Own-Reference-7f3a", "practitioner")
    own.save()
    write(
        actor=SYSTEM,
        action="test.planted",
        subject=Subject("planted", "1", HERE),
        after={"said": world.plant("Ledger-Text-7f3a", "auditor")},
    )
    OutgoingMail.objects.create(
        to="a@example.org", subject=world.plant("Mail-Subject-7f3a", "secretariat"), message=b"", tries=3
    )
    world.keys |= {"wish": wish.pk, "mandate": mandate.pk, "own": own.pk}


LISTED = ("editor-own", "editor-other", "mission-own", "mission-other", "secretariat")
PRACTITIONERS = ("practitioner", "practitioner-own", "practitioner-other")
REGISTERED = (*PRACTITIONERS, "network", "focal-point", "auditor", *LISTED)


@planter
def directory(world: World) -> None:
    """An authority of each State, whose restricted fields are secrets (`tests/directory/entries.py`)."""
    forget()
    world.keys |= {"authority": listed("Authority here"), "elsewhere": listed("Authority elsewhere", state=ELSEWHERE)}
    for whose, key in (("own", "authority"), ("other", "elsewhere")):
        for who in (f"editor-{whose}", f"practitioner-{whose}"):
            world.users[who].mandates.update(authority=world.keys[key])
    for secret in (
        "secret-adresse",
        "secret-contact",
        "secret-canal",
        "secret-exigence",
        "secret-base",
        "secret-preuve",
    ):
        world.plant(secret, *REGISTERED)
    world.plant("22790000009", *LISTED, "auditor")  # the ledger tells auditors what was there before and after


WORKS_HERE, WORKS_ELSEWHERE = ("editor-own", "practitioner-own"), ("editor-other", "practitioner-other")


@planter
def drafts_and_casework(world: World) -> None:
    """A draft and a request of one authority; one version of the draft is shared with the other authority, which has a
    draft of its own."""
    own = viewer_of(world.users["editor-own"])
    here, elsewhere = str(world.keys["authority"]), str(world.keys["elsewhere"])
    shared = world.plant("Draft-Facts-7f3a", *WORKS_HERE, *WORKS_ELSEWHERE)
    draft = drafting.begin(viewer=own, definition="mla", version="1", authority=here, answers={"facts": shared})
    share = sharing.share(viewer=own, key=draft.key, authority=elsewhere)
    commenting.comment(viewer=own, key=draft.key, text=world.plant("Inner-Comment-7f3a", *WORKS_HERE))
    later = {"facts": world.plant("Later-Facts-7f3a", *WORKS_HERE)}
    drafting.save(viewer=own, key=draft.key, typed=later, base=digests({"facts": shared}))
    theirs = world.plant("Their-Facts-7f3a", *WORKS_ELSEWHERE)
    drafting.begin(
        viewer=viewer_of(world.users["practitioner-other"]),
        definition="mla",
        version="1",
        authority=elsewhere,
        title=theirs,
        answers={"facts": theirs},
    )
    secret = world.plant("Request-Title-7f3a", *WORKS_HERE)
    request = casework.open_request(
        viewer=own,
        authority=here,
        direction=Direction.INCOMING,
        state=ELSEWHERE,
        measure=Measure.RECORDS,
        particulars=Particulars(secret, secret, secret, secret),
    )
    text = world.plant("File-Content-7f3a", *WORKS_HERE).encode()
    file = filing.attach(viewer=own, key=request.key, name="a.txt", file=io.BytesIO(text), size=len(text))
    world.keys |= {"draft": draft.key, "share": share.key, "request": request.key, "file": file.key}


@planter
def ebook(world: World) -> None:
    """An issue of the e-book with a file of the edition for listed authorities."""
    issue = Issue.objects.create(number=1, day=timezone.now().date() - timedelta(days=1), revision=0)
    for edition in ("public", "registered", "listed"):
        issue.contents.create(edition=edition, prints={}, changes=None, authorities=0, states=0)
    secret = world.plant("secret-ebook-7f3a", *LISTED)
    file = IssueFile.objects.create(
        issue=issue,
        edition="listed",
        language="en",
        form="epub",
        state=Making.DONE,
        stored=storages["private"].save("ebook/planted.epub", ContentFile(secret.encode())),
        sha256=world.plant("secret-ebook-sum-7f3a", *LISTED),
    )
    world.keys["ebook_file"] = file.key
