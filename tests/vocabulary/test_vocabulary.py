"""The vocabularies: whole in six languages, versioned, exported, and mapped from legacy terms."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.namespace import SKOS

from comity.law.offences import OFFENCES
from comity.vocabulary.bundled import bundled_terms, glossary, load_bundled, scheme_names
from comity.vocabulary.interfaces import thesaurus
from comity.vocabulary.models import LANGUAGES, LegacyTerm, Term
from comity.vocabulary.schemes import SCHEMES
from comity.vocabulary.skos import FORMS, written

TERMS = list(bundled_terms())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_term_has_a_label_of_its_own_in_six_languages(scheme: str) -> None:
    terms = [term for term in TERMS if term.scheme == scheme]
    assert len({term.code for term in terms}) == len(terms) > 0
    for language in LANGUAGES:
        labels = [term.labels[language] for term in terms]
        assert all(label.strip() == label != "" for label in labels)
        assert len(set(labels)) == len(labels)
    assert all(scheme_names()[scheme].values())


def test_broader_terms_exist_and_offences_of_the_navigator_are_terms() -> None:
    codes = {(term.scheme, term.code) for term in TERMS}
    for term in TERMS:
        assert not term.parent or (SCHEMES[term.scheme].parents_from or term.scheme, term.parent) in codes
    assert {("offences", offence.code) for offence in OFFENCES} <= codes


def test_the_glossary_says_each_row_in_six_languages() -> None:
    assert all(row[language] for row in glossary() for language in LANGUAGES)


@pytest.mark.django_db
class TestInTheDatabase:
    def test_loading_again_changes_nothing_and_an_editors_term_stays(self) -> None:
        assert load_bundled() == len(TERMS)
        assert load_bundled() == 0
        term = Term.objects.get(scheme="crime-types", code="fraud")
        term.labels = {**term.labels, "en": "Deceit"}
        term.edited = True
        term.save()
        assert thesaurus().label("crime-types", "fraud", "en") == "Deceit"
        from comity.vocabulary.models import VocabularyRevision

        VocabularyRevision.objects.update(bundled="")
        load_bundled()
        assert thesaurus().label("crime-types", "fraud", "en") == "Deceit"

    def test_legacy_terms_lead_to_terms(self) -> None:
        load_bundled()
        known = thesaurus()
        assert known.legacy("crime-types", "human TRAFFICKING ") == "trafficking-in-persons"
        assert all(known.has(row.scheme, row.code) for row in LegacyTerm.objects.all())

    @pytest.mark.parametrize("form", FORMS)
    def test_skos_is_read_by_another_program(self, form: str) -> None:
        load_bundled()
        data = written(thesaurus(), "issues", form, lambda scheme: f"https://example.org/{scheme}/")
        graph = Graph().parse(data, format={"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}[form])
        concepts = {term.code for term in TERMS if term.scheme == "issues"}
        assert {str(o) for o in graph.objects(None, SKOS.notation)} == concepts
        assert len(list(graph.triples((None, SKOS.prefLabel, None)))) == 6 * (len(concepts) + 1)
