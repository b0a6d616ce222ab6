"""The vocabularies as SKOS, for other systems: Turtle, RDF/XML or JSON-LD."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS

from .bundled import scheme_names
from .schemes import SCHEMES
from .thesaurus import Thesaurus

FORMS = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "rdf": ("pretty-xml", "application/rdf+xml"),
    "jsonld": ("json-ld", "application/ld+json"),
}


def written(thesaurus: Thesaurus, scheme: str, form: str, address: Callable[[str], str]) -> bytes:
    """A vocabulary in a form of FORMS; `address` gives the address of a scheme's page, concepts are its fragments."""
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dct", DCTERMS)
    place = URIRef(address(scheme))
    graph.add((place, RDF.type, SKOS.ConceptScheme))
    graph.add((place, OWL.versionInfo, Literal(thesaurus.revision)))
    for language, name in scheme_names().get(scheme, {}).items():
        graph.add((place, SKOS.prefLabel, Literal(name, lang=language)))
    above = Namespace(f"{address(SCHEMES[scheme].parents_from or scheme)}#")
    own = Namespace(f"{place}#")
    for concept in thesaurus.scheme(scheme):
        node = own[concept.code]
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, place))
        graph.add((node, SKOS.notation, Literal(concept.code)))
        for language in concept.labels:
            first, *others = concept.words(language) or (concept.code,)
            graph.add((node, SKOS.prefLabel, Literal(first, lang=language)))
            for other in others:
                graph.add((node, SKOS.altLabel, Literal(other, lang=language)))
        for language, text in concept.definitions.items():
            if text:
                graph.add((node, SKOS.definition, Literal(text, lang=language)))
        if concept.parent:
            relation = SKOS.broadMatch if SCHEMES[scheme].parents_from else SKOS.broader
            graph.add((node, relation, above[concept.parent]))
        else:
            graph.add((node, SKOS.topConceptOf, place))
        if concept.retired:
            graph.add((node, OWL.deprecated, Literal(True)))
        if concept.replaced_by:
            graph.add((node, DCTERMS.isReplacedBy, own[concept.replaced_by]))
    return graph.serialize(format=FORMS[form][0], encoding="utf-8")
