"""What is marked for translation is collected under the very key Django looks it up by."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import trans_real

from comity.core.extraction import KEYWORDS, messages_of_template, template_catalog


def collected(template: str) -> list[tuple[object, str | None]]:
    found = extract(messages_of_template, io.BytesIO(template.encode()), keywords=KEYWORDS)  # type: ignore[arg-type]
    return [(message, context) for _line, message, _comments, context in found]


@pytest.mark.parametrize(
    ("template", "message", "context"),
    [
        ("{% translate 'Requesting State' %}", "Requesting State", None),
        ('{% trans "In force" as title %}', "In force", None),
        ('{% translate "Act" context "of a parliament" %}', "Act", "of a parliament"),
        ('{% translate "100% sure" %}', "100%% sure", None),
        ('{% if x == _("yes") %}{% endif %}', "yes", None),
        ('{{ name|default:_("unknown") }}', "unknown", None),
        ("{% blocktranslate %}Since {{ day }}{% endblocktranslate %}", "Since %(day)s", None),
        (
            "{% blocktranslate trimmed with a=b %}\n  {{ a }} asks\n  today\n{% endblocktranslate %}",
            "%(a)s asks today",
            None,
        ),
        ("{% blocktranslate %}50 % of{% endblocktranslate %}", "50 %% of", None),
        (
            "{% blocktranslate count n=total %}{{ n }} party{% plural %}{{ n }} parties{% endblocktranslate %}",
            ("%(n)s party", "%(n)s parties"),
            None,
        ),
        (
            '{% blocktranslate count n=x context "treaty" %}party{% plural %}{{ n }} parties{% endblocktranslate %}',
            ("party", "%(n)s parties"),
            "treaty",
        ),
    ],
)
def test_a_marked_text_is_collected(template: str, message: object, context: str | None) -> None:
    assert collected(template) == [(message, context)]


def test_comments_and_plain_text_are_left_alone() -> None:
    assert collected('{# _("a") #}{% comment "why" %}{% translate "b" %}{% endcomment %}<p>c</p>{{ d }}') == []


def test_a_tag_inside_blocktranslate_is_refused_with_its_line() -> None:
    with pytest.raises(SyntaxError, match=r"line 2: 'if a'"):
        collected("\n{% blocktranslate %}{% if a %}{% endif %}{% endblocktranslate %}")


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "100% sure" %}',
        '{% translate "Act" context "of a parliament" %}',
        '{{ nothing|default:_("unknown") }}',
        "{% blocktranslate trimmed %}\n one\n {{ n }} % two\n{% endblocktranslate %}",
        "{% blocktranslate count k=n %}one{% plural %}{{ k }} of 50 %{% endblocktranslate %}",
        '{% blocktranslate count k=n context "c" %}one{% plural %}{{ k }} many{% endblocktranslate %}',
    ],
)
def test_django_asks_for_the_same_key_when_it_renders(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def singular(message: str) -> str:
        asked.append(str(message))
        return str(message)

    def plural(one: str, many: str, n: int) -> str:
        asked.append((one, many))
        return str(many)

    with translation.override("fr"):
        catalog = trans_real.catalog()
        monkeypatch.setattr(catalog, "gettext", singular)
        monkeypatch.setattr(catalog, "ngettext", plural)
        Template("{% load i18n %}" + template).render(Context({"n": 3}))
    joint = trans_real.CONTEXT_SEPARATOR
    [(message, context)] = collected(template)
    texts = message if isinstance(message, tuple) else (message,)
    keys = tuple(f"{context}{joint}{text}" if context else text for text in texts)
    assert (keys if len(keys) == 2 else keys[0]) in asked


def test_sentences_of_the_law_and_pages_are_collected_from_a_package(tmp_path: Path) -> None:
    (tmp_path / "templates" / "web").mkdir(parents=True)
    (tmp_path / "templates" / "web" / "page.html").write_text('{% translate "Sources" %}', encoding="utf-8")
    (tmp_path / "b.py").write_text('x = say("Bound since %(day)s.", day=d)\ny = _("Sources")', encoding="utf-8")
    (tmp_path / "a.py").write_text('z = say(\n    "Not "\n    "bound."\n)\nw = _(variable)', encoding="utf-8")
    catalog = template_catalog(tmp_path)
    assert {m.id: [place for place, _ in m.locations] for m in catalog if m.id} == {
        "Not bound.": ["a.py"],
        "Bound since %(day)s.": ["b.py"],
        "Sources": ["b.py", "templates/web/page.html"],
    }


def test_texts_of_an_interview_are_collected_unless_they_bring_their_translations(tmp_path: Path) -> None:
    (tmp_path / "reference" / "interviews" / "blocks").mkdir(parents=True)
    question = '{"id": "a", "type": "text", "label": "Name", "help": {"en": "As written", "fr": "Tel quel"}}'
    text = '{"sections": [{"id": "s", "title": "Who", "questions": [%s], "document": [{"paragraph": "By %%(a)s."}]}]}'
    (tmp_path / "reference" / "interviews" / "blocks" / "b.json").write_text(text % question, encoding="utf-8")
    assert {m.id for m in template_catalog(tmp_path) if m.id} == {"Who", "Name", "By %(a)s."}


def marked(package: Path) -> Iterator[tuple[str, str]]:
    """Every message marked in Python, as the syntax tree has it: (place, message)."""
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in KEYWORDS:
                continue
            message = node.args[1 if "pgettext" in node.func.id else 0] if node.args else None
            if isinstance(message, ast.Constant) and isinstance(message.value, str) and message.value:
                yield f"{file.name}:{node.lineno}", message.value


def test_no_marked_message_is_overlooked_not_even_inside_an_f_string() -> None:
    package = Path(__file__).resolve().parents[2] / "src" / "comity"
    held = {m.id if isinstance(m.id, str) else m.id[0] for m in template_catalog(package) if m.id}
    assert [found for found in marked(package) if found[1] not in held] == []
