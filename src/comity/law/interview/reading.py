"""From data, as a JSON file holds it, to a definition; every mistake is named with its place, all of them at once.

A definition may include blocks that others share, change single questions of what it includes, and extend another
definition: that is how a State adapts one without copying it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..measures import Measure
from ..provisions import Provision, ProvisionError
from ..sentences import Text
from ..sentences import gettext_noop as _
from .conditions import Atom, Compare, Condition, Joined, Joint
from .definition import Addressee, Definition, Item, ItemKind, Kind, Need, Option, Question, Role, Section
from .identifiers import KINDS
from .nodes import Node
from .problems import DefinitionError, Problem
from .soundness import flaws

FORMAT = 1
# Finds the data of a definition (`mla`) or of a block (`blocks/parties`) by its name; None where there is none.
Library = Callable[[str], "Mapping[str, Any] | None"]

_HEAD = ("comity_interview", "code", "version", "title", "summary", "addressee", "measures", "extends")
_BODY = ("sections", "opening", "closing", "change", "remove", "add")
_SECTION = ("id", "title", "about", "when", "questions", "document")
_QUESTION = (
    *("id", "type", "label", "help", "why", "need", "covers", "role", "when", "options", "fields"),
    *("identifier", "identifier_from", "silent"),
)
_BLOCK = ("sections", "questions", "document")
_INCLUDE = ("include", "change", "remove", "when")
_YES_NO = (Option("yes", Text(_("Yes"))), Option("no", Text(_("No"))))
_DEEPEST = 12  # conditions inside conditions


def read_definition(data: Any, *, name: str, library: Library | None = None) -> Definition:
    """The definition of parsed JSON; `name` says in problems which file it is. Raises DefinitionError."""
    found, problems = try_definition(data, name=name, library=library)
    if problems:
        raise DefinitionError(problems)
    return found


def try_definition(data: Any, *, name: str, library: Library | None = None) -> tuple[Definition, tuple[Problem, ...]]:
    """The definition as far as it can be read, and everything that is wrong with it, in order. Never raises."""
    reader = _Reader(library or (lambda _name: None))
    root = Node(data, name, (), reader.problems)
    definition = reader.definition(root, ())
    if not reader.problems:
        for question_id, part, message in flaws(definition):
            file, path = reader.places.get(question_id, (name, ()))
            reader.problems.append(Problem(file, (*path, part) if part else path, message))
    return definition, tuple(reader.problems)


class _Reader:
    """Reads one definition; remembers where each question and section stands, for problems found later."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.problems: list[Problem] = []
        self.places: dict[str, tuple[str, tuple[str | int, ...]]] = {}

    def definition(self, root: Node, within: tuple[str, ...]) -> Definition:
        """The whole, on top of what it extends."""
        empty = Definition("", "", Text(""), Text(""), Addressee.STATE, (), ())
        if not root.is_object((*_HEAD, *_BODY)):
            return empty
        if root.data.get("comity_interview") != FORMAT:
            root.at("comity_interview").wrong(f"has to be {FORMAT}, the version of this form of definitions")
        base = self._base(root, within) if root.has("extends") else None
        sections = self._sections(root.at("sections"), within)
        if base:
            sections = self._adapted(root, (*base.sections, *sections))
        return Definition(
            code=root.at("code").text(),
            version=root.at("version").text(),
            title=self._head(root, "title", base.title if base else None),
            summary=self._head(root, "summary", base.summary if base else None),
            addressee=root.at("addressee").choice(Addressee, base.addressee if base else Addressee.STATE),
            measures=self._measures(root.at("measures")) or (base.measures if base else ()),
            sections=sections,
            opening=self._items(root.at("opening")) if root.has("opening") or not base else base.opening,
            closing=self._items(root.at("closing")) if root.has("closing") or not base else base.closing,
        )

    def _head(self, root: Node, key: str, inherited: Text | None) -> Text:
        return root.at(key).wording(needed=inherited is None) or inherited or Text("")

    def _measures(self, node: Node) -> tuple[Measure, ...]:
        return tuple(dict.fromkeys(item.choice(Measure, Measure.MLA) for item in node.items()))

    def _found(self, node: Node, within: tuple[str, ...], folder: str = "blocks/") -> Node | None:
        """What a name leads to in the library; None, and a problem, if to nothing or back to itself."""
        name = node.text()
        file = f"{folder}{name}"
        if file in within:
            node.wrong(f"“{name}” includes itself, by way of {' → '.join((*within, file))}")
            return None
        data = self.library(file) if name else None
        if name and data is None:
            node.wrong(f"there is no {'block' if folder else 'definition'} “{name}”")
        return Node(data, file, (), self.problems) if data is not None else None

    def _base(self, root: Node, within: tuple[str, ...]) -> Definition | None:
        found = self._found(root.at("extends"), within, "")
        return self.definition(found, (*within, found.file)) if found else None

    def _adapted(self, root: Node, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections with questions changed, removed and added as an extending definition says."""
        sections = self._changed(root, sections)
        for node in root.at("add").items():
            if not node.is_object(("to", "questions", "document")):
                continue
            to = node.at("to").text()
            if to not in {s.id for s in sections}:
                node.at("to").wrong(f"there is no section “{to}”; there are {', '.join(s.id for s in sections)}")
            more = self._questions(node.at("questions"), ())
            items = self._items(node.at("document"))
            sections = tuple(self._with_more(s, more, items) if s.id == to else s for s in sections)
        return sections

    def _with_more(self, section: Section, more: tuple[Question, ...], items: tuple[Item, ...]) -> Section:
        document = section.document
        if document is not None:
            document = (*document, *items)
        return replace(section, questions=(*section.questions, *more), document=document)

    def _changed(self, node: Node, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections after `change` (by id of a question) and `remove` (ids of questions or sections)."""
        known = {q.id for s in sections for q in s.questions}
        changes = node.at("change")
        if changes.data is not None and not isinstance(changes.data, Mapping):
            changes.wrong("has to be an object of changes by the id of a question")
        for key in changes.data if isinstance(changes.data, Mapping) else ():
            if key not in known:
                changes.at(key).wrong(f"there is no question “{key}” to change")
        removed = set(node.at("remove").texts())
        for name in sorted(removed - known - {s.id for s in sections}):
            node.at("remove").wrong(f"there is no question or section “{name}” to remove")
        return tuple(
            replace(
                section,
                questions=tuple(self._with(q, changes) for q in section.questions if q.id not in removed),
                document=_without(section.document, removed),
            )
            for section in sections
            if section.id not in removed
        )

    def _with(self, question: Question, changes: Node) -> Question:
        if not changes.has(question.id):
            return question
        node = changes.at(question.id)
        if not node.is_object(("label", "help", "why", "need", "covers", "when", "options", "silent")):
            return question
        return replace(
            question,
            label=node.at("label").wording(needed=False) or question.label,
            help=node.at("help").wording(needed=False) or question.help,
            whys=self._whys(node.at("why")) or question.whys,
            need=node.at("need").choice(Need, question.need),
            covers=node.at("covers").texts() if node.has("covers") else question.covers,
            when=self._condition(node.at("when")) if node.has("when") else question.when,
            options=self._options(node.at("options")) if node.has("options") else question.options,
            silent=node.at("silent").flag() if node.has("silent") else question.silent,
        )

    # -- sections and questions --------------------------------------------------------------------------------

    def _sections(self, node: Node, within: tuple[str, ...]) -> tuple[Section, ...]:
        found: list[Section] = []
        for item in node.items():
            if item.has("include"):
                found.extend(self._included(item, within))
            elif item.is_object(_SECTION):
                section = self._section(item, within)
                self.places.setdefault(f"section {section.id}", (item.file, item.path))
                found.append(section)
        return tuple(found)

    def _included(self, item: Node, within: tuple[str, ...]) -> tuple[Section, ...]:
        """The sections of a block, under a condition and changed as the including place says."""
        item.is_object(_INCLUDE)
        block = self._found(item.at("include"), within)
        if block is None or not block.is_object(_BLOCK):
            return ()
        sections = self._sections(block.at("sections"), (*within, block.file))
        if item.has("when"):
            when = self._condition(item.at("when"))
            sections = tuple(replace(s, when=_both(when, s.when)) for s in sections)
        return self._changed(item, sections)

    def _section(self, node: Node, within: tuple[str, ...]) -> Section:
        return Section(
            id=node.at("id").text(),
            title=node.at("title").wording() or Text(""),
            about=node.at("about").wording(needed=False),
            when=self._condition(node.at("when")),
            questions=self._questions(node.at("questions"), within),
            document=self._items(node.at("document")) if node.has("document") else None,
        )

    def _questions(self, node: Node, within: tuple[str, ...], *, fields: bool = False) -> tuple[Question, ...]:
        found: list[Question] = []
        for item in node.items():
            if item.has("include"):
                item.is_object(("include",))
                block = self._found(item.at("include"), within)
                if block is not None and block.is_object(_BLOCK):
                    found.extend(self._questions(block.at("questions"), (*within, block.file), fields=fields))
            elif item.is_object(_QUESTION):
                question = self._question(item, within, field=fields)
                if not fields:
                    self.places.setdefault(question.id, (item.file, item.path))
                found.append(question)
        return tuple(found)

    def _question(self, node: Node, within: tuple[str, ...], *, field: bool) -> Question:
        kind = node.at("type").choice(Kind, Kind.TEXT)
        if not node.has("type"):
            node.at("type").wrong(f"is missing; it takes {', '.join(k.value for k in Kind)}")
        options = _YES_NO if kind is Kind.YES_NO else self._options(node.at("options"))
        if kind in {Kind.CHOICE, Kind.CHOICES} and not options:
            node.wrong("a choice needs options")
        if kind not in {Kind.CHOICE, Kind.CHOICES} and node.has("options"):
            node.at("options").wrong(f"a question of type {kind.value} has no options")
        fields: tuple[Question, ...] = ()
        if kind is Kind.GROUP:
            if field:
                node.wrong("a group cannot stand inside a group")
            else:
                fields = self._questions(node.at("fields"), within, fields=True)
                if not fields:
                    node.wrong("a group needs fields")
        identifier = node.at("identifier").text(needed=False)
        if identifier and identifier not in KINDS:
            node.at("identifier").wrong(f"“{identifier}” is not known; it takes {', '.join(KINDS)}")
        return Question(
            id=self._id(node.at("id")),
            kind=kind,
            label=node.at("label").wording() or Text(""),
            help=node.at("help").wording(needed=False),
            whys=self._whys(node.at("why")),
            need=node.at("need").choice(Need, Need.OPTIONAL),
            covers=node.at("covers").texts(),
            role=node.at("role").choice(Role, Role.FACTS) if node.has("role") else None,
            when=self._condition(node.at("when")),
            options=options,
            fields=fields,
            identifier=identifier,
            identifier_from=node.at("identifier_from").text(needed=False),
            silent=node.at("silent").flag(),
        )

    def _id(self, node: Node) -> str:
        text = node.text()
        if text and not text.replace("-", "").replace("_", "").isalnum():
            node.wrong(f"“{text}” is not a name; letters, digits and hyphens make one")
        return text

    def _whys(self, node: Node) -> tuple[str, ...]:
        """The provisions of a text or of a list of texts."""
        found = []
        for item in (node,) if isinstance(node.data, str) else node.items():
            try:
                found.append(Provision.parse(item.text()).code)
            except ProvisionError as error:
                item.wrong(str(error))
        return tuple(found)

    def _options(self, node: Node) -> tuple[Option, ...]:
        found: dict[str, Option] = {}
        for item in node.items():
            if not item.is_object(("code", "label")):
                continue
            option = Option(item.at("code").text(), item.at("label").wording() or Text(""))
            if option.code in found:
                item.at("code").wrong(f"“{option.code}” is there twice")
            found[option.code] = option
        return tuple(found.values())

    # -- conditions and items ----------------------------------------------------------------------------------

    def _condition(self, node: Node, depth: int = 0) -> Condition | None:
        if node.data is None:
            return None
        if depth > _DEEPEST:
            node.wrong(f"conditions lie more than {_DEEPEST} deep")
            return None
        if not node.is_object(("all", "any", "not", "question", "is", "includes", "answered")):
            return None
        if node.has("question"):
            return self._atom(node)
        joints = [j for j in Joint if node.has(j.value)]
        if len(joints) != 1 or len(node.data) != 1:
            node.wrong('a condition is {"question": …, "is": …}, {"all": […]}, {"any": […]} or {"not": {…}}')
            return None
        below = node.at(joints[0].value)
        inside = [below] if joints[0] is Joint.NOT else list(below.items())
        parts = [part for part in (self._condition(item, depth + 1) for item in inside) if part is not None]
        if not parts:
            below.wrong("has no conditions inside")
            return None
        return Joined(joints[0], tuple(parts))

    def _atom(self, node: Node) -> Condition | None:
        compares = [c for c in Compare if node.has(c.value)]
        if len(compares) != 1 or len(node.data) != 2:
            node.wrong("a condition on a question has exactly one of is, includes, answered")
            return None
        compare = compares[0]
        question = node.at("question").text()
        if compare is Compare.ANSWERED:
            wanted = node.at("answered").flag()
            atom = Atom(question, compare)
            return atom if wanted else Joined(Joint.NOT, (atom,))
        values = node.at(compare.value).texts()
        if not values:
            node.at(compare.value).wrong("names no choice")
        return Atom(question, compare, values)

    def _items(self, node: Node, within: tuple[str, ...] = ()) -> tuple[Item, ...]:
        found: list[Item] = []
        for inside in node.items():
            if inside.has("include"):
                inside.is_object(("include",))
                block = self._found(inside.at("include"), within)
                if block is not None and block.is_object(_BLOCK):
                    found.extend(self._items(block.at("document"), (*within, block.file)))
            elif (item := self._item(inside)) is not None:
                found.append(item)
        return tuple(found)

    def _item(self, node: Node) -> Item | None:
        kinds = [k for k in ItemKind if node.has(k.value)]
        if not node.is_object((*(k.value for k in ItemKind), "when")) or len(kinds) != 1:
            node.wrong(f"an item of the document is one of {', '.join(k.value for k in ItemKind)}")
            return None
        kind, inside = kinds[0], node.at(kinds[0].value)
        when = self._condition(node.at("when"))
        if kind in {ItemKind.HEADING, ItemKind.PARAGRAPH}:
            return Item(kind, text=inside.wording(), when=when)
        return Item(kind, questions=inside.texts(), when=when)


def _both(first: Condition | None, second: Condition | None) -> Condition | None:
    if first is None or second is None:
        return first or second
    return Joined(Joint.ALL, (first, second))


def _without(items: tuple[Item, ...] | None, removed: set[str]) -> tuple[Item, ...] | None:
    """The items of a document without those of removed questions."""
    return items if items is None else tuple(_kept(items, removed))


def _kept(items: tuple[Item, ...], removed: set[str]) -> Iterator[Item]:
    for item in items:
        questions = tuple(q for q in item.questions if q not in removed)
        if item.kind is ItemKind.SIGNATURE or questions or not item.questions:
            yield replace(item, questions=questions)
