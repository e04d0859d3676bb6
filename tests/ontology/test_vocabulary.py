"""The vocabulary parses, is documented, and names nothing that it does not declare."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef

import ontology

ONUS = Namespace(ontology.VOCABULARY)
SCHEMA = Namespace("https://schema.org/")
TURTLE = (*ontology.FILES, "shapes.ttl")
RELATIONS = {
    "supports": "supported by",
    "leads": "led by",
    "memberOf": "has member",
    "accusedOf": "alleged against",
    "opposes": "opposed by",
    "wantedBy": "seeks",
    "sanctionedBy": "has sanctioned",
    "metWith": "met with",
}
ACTOR_KINDS = [
    "Person",
    "ArmedGroup",
    "State",
    "GovernmentBody",
    "IntergovernmentalOrganization",
    "NonGovernmentalOrganization",
    "MediaOrganization",
    "Court",
    "Organization",
]
CLAIM_PROPERTIES = [
    "edge",
    "stance",
    "status",
    "asserter",
    "relay",
    "exact",
    "start",
    "end",
    "subjectName",
    "objectName",
    "asserterName",
    "relayName",
    "supportKind",
    "mode",
    "victims",
    "place",
    "date",
    "dateEnd",
    "deaths",
    "former",
    "caveat",
    "caveatStart",
    "caveatEnd",
    "extractor",
]
GRAPHS = [ONUS["graph/" + name] for name in ("direct", "actors", "edges", "order", "decisions", "ontology")]


def own_terms(graph: Graph) -> Iterator[URIRef]:
    """Every IRI under the base that stands anywhere in the graph."""
    for triple in graph:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(ontology.VOCABULARY):
                yield term


@pytest.mark.parametrize("name", TURTLE)
def test_both_parsers_read_the_same(name: str) -> None:
    file = ontology.path(name)
    quads = list(pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE))
    assert quads
    assert len(quads) == len(Graph().parse(file))


def test_path_refuses_an_unknown_name() -> None:
    with pytest.raises(ValueError, match=r"no vocabulary file named 'onus\.owl': there are onus\.ttl,"):
        ontology.path("onus.owl")


def test_path_knows_every_file_of_the_folder(folder: Path) -> None:
    files = [file.name for file in folder.iterdir() if file.suffix in (".ttl", ".jsonld")]
    assert files
    assert all(ontology.path(name).read_text(encoding="utf-8") for name in files)


def test_no_blank_nodes_in_the_data(vocabulary: Graph) -> None:
    assert not [triple for triple in vocabulary if any(isinstance(term, BNode) for term in triple)]


def test_no_triple_in_two_files() -> None:
    graphs = [set(Graph().parse(ontology.path(name))) for name in ontology.FILES]
    assert sum(map(len, graphs)) == len(set.union(*graphs))


def test_no_dangling_term(vocabulary: Graph) -> None:
    shapes = Graph().parse(ontology.path("shapes.ttl"))
    declared = set(vocabulary.subjects()) | set(shapes.subjects())
    used = {*own_terms(vocabulary), *own_terms(shapes)}
    assert not used - declared
    assert len(used) > 400


def test_queries_use_declared_terms_alone(vocabulary: Graph, folder: Path) -> None:
    declared = {str(term) for term in vocabulary.subjects()}
    for file in (folder.parent / "queries").rglob("*.rq"):
        text = re.sub(r"#.*", "", file.read_text(encoding="utf-8"))
        for name in re.findall(r"(?<![\w?$])onus:(\w+)", text):
            assert ontology.VOCABULARY + name in declared, (file.name, name)


@pytest.mark.parametrize("file", ["onus.ttl", "violations.ttl", "support_kinds.ttl"])
def test_every_own_term_is_documented(file: str) -> None:
    graph = Graph().parse(ontology.path(file))
    for term in set(graph.subjects()) - {URIRef(ontology.VOCABULARY)}:
        assert graph.value(term, RDF.type), term
        labels = [*graph.objects(term, RDFS.label), *graph.objects(term, SKOS.prefLabel)]
        assert len(labels) == 1, term
        definitions = list(graph.objects(term, SKOS.definition))
        assert len(definitions) == 1, term
        assert str(definitions[0]).endswith("."), term


def test_every_property_has_domain_and_range(vocabulary: Graph) -> None:
    properties = {
        *vocabulary.subjects(RDF.type, OWL.ObjectProperty),
        *vocabulary.subjects(RDF.type, OWL.DatatypeProperty),
    }
    for term in properties:
        assert vocabulary.value(term, RDFS.range) or vocabulary.value(term, SCHEMA.rangeIncludes), term
        if term != ONUS.dataBase:
            assert vocabulary.value(term, RDFS.domain) or vocabulary.value(term, SCHEMA.domainIncludes), term


def test_the_eight_relations(vocabulary: Graph) -> None:
    relations = {
        str(term).removeprefix(ontology.VOCABULARY): str(vocabulary.value(term, ONUS.inverseLabel))
        for term in vocabulary.subjects(RDF.type, ONUS.Relation)
    }
    assert relations == RELATIONS
    symmetric = set(vocabulary.subjects(RDF.type, OWL.SymmetricProperty))
    assert symmetric == {ONUS.opposes, ONUS.metWith}
    assert not list(vocabulary.triples((None, OWL.inverseOf, None)))
    for name in RELATIONS:
        assert vocabulary.value(ONUS[name], SKOS.scopeNote), name
        assert vocabulary.value(ONUS[name], RDFS.domain) == ONUS.Actor
        expected = SKOS.Concept if name == "accusedOf" else ONUS.Actor
        assert vocabulary.value(ONUS[name], RDFS.range) == expected


def test_what_follows_from_a_wider_property_is_true(vocabulary: Graph) -> None:
    wider = set(vocabulary.objects(None, RDFS.subPropertyOf))
    assert RDFS.label not in wider  # the inverse label of a relation is no label of it
    assert DCTERMS.publisher not in wider  # a name is no agent


@pytest.mark.parametrize("kind", ACTOR_KINDS)
def test_kinds_are_actors(vocabulary: Graph, kind: str) -> None:
    assert ONUS.Actor in set(vocabulary.transitive_objects(ONUS[kind], RDFS.subClassOf))


def test_a_source_is_no_actor(vocabulary: Graph) -> None:
    assert ONUS.Actor not in set(vocabulary.transitive_objects(ONUS.Source, RDFS.subClassOf))


@pytest.mark.parametrize("name", CLAIM_PROPERTIES)
def test_claim_properties_say_so(vocabulary: Graph, name: str) -> None:
    domains = {
        *vocabulary.objects(ONUS[name], RDFS.domain),
        *vocabulary.objects(ONUS[name], SCHEMA.domainIncludes),
    }
    assert ONUS.Claim in domains


@pytest.mark.parametrize("graph_name", GRAPHS)
def test_named_graphs_are_documented(vocabulary: Graph, graph_name: URIRef) -> None:
    assert vocabulary.value(graph_name, SKOS.definition)


def test_the_ontology_says_what_it_is(vocabulary: Graph) -> None:
    header = URIRef(ontology.VOCABULARY)
    terms = Namespace("http://purl.org/dc/terms/")
    assert (header, RDF.type, OWL.Ontology) in vocabulary
    assert vocabulary.value(header, terms.title)
    assert vocabulary.value(header, OWL.versionInfo)
    assert str(vocabulary.value(header, terms.license)) == "https://creativecommons.org/licenses/by/4.0/"


def test_the_context_expands_every_term_to_one_that_exists(vocabulary: Graph) -> None:
    context = json.loads(ontology.path("context.jsonld").read_text(encoding="utf-8"))
    names = [name for name in context["@context"] if not name.startswith("@")]
    document = {
        **context,
        "@id": "https://example.org/claim",
        "type": ["Claim", "Statement"],
        "subject": "actor:russia",
        "predicate": "supports",
        "object": "actor:syria",
        "stance": "asserts",
        "supportKind": "support-kind:weapons",
        "start": 3,
        "exact": "a quote",
        "url": "https://example.org/",
    }
    quads = pyoxigraph.parse(json.dumps(document), format=pyoxigraph.RdfFormat.JSON_LD)
    triples = {(quad.predicate.value, quad.object.value) for quad in quads}
    assert triples == {
        (str(predicate), str(target))
        for predicate, target in (
            (RDF.type, ONUS.Claim),
            (RDF.type, RDF.Statement),
            (RDF.subject, ONUS["actor/russia"]),
            (RDF.predicate, ONUS.supports),
            (RDF.object, ONUS["actor/syria"]),
            (ONUS.stance, ONUS.asserts),
            (ONUS.supportKind, ONUS["support-kind/weapons"]),
            (ONUS.start, "3"),
            (ONUS.exact, "a quote"),
            (SCHEMA.url, "https://example.org/"),
        )
    }
    for name in names:
        definition = context["@context"][name]
        iri = definition["@id"] if isinstance(definition, dict) else definition
        if iri.startswith("onus:"):
            assert (ONUS[iri.removeprefix("onus:")], None, None) in vocabulary, name


def test_the_context_names_every_claim_property() -> None:
    context = json.loads(ontology.path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["@vocab"] == ontology.VOCABULARY
    # What is not listed falls under @vocab; what points to something must be listed to be read as an IRI.
    for name in (
        *RELATIONS,
        "asserter",
        "relay",
        "supportKind",
        "mode",
        "stance",
        "status",
        "denotes",
        "kind",
    ):
        assert context[name]["@type"] in ("@id", "@vocab"), name


def test_namespaces_are_those_that_the_files_write_short() -> None:
    known = ontology.prefixes()
    for file in TURTLE:
        declared = re.findall(r"^@prefix ([\w-]+): <(.+)>", ontology.path(file).read_text(), re.MULTILINE)
        assert declared
        assert [each for each in declared if known.get(each[0], each[1]) != each[1]] == []
    assert known["wd"] == "http://www.wikidata.org/entity/"
    assert "Claim" not in known
