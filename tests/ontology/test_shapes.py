"""The shapes accept a right article and refuse each thing that can be wrong with it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import get_args

import pyoxigraph
import pytest
from pyshacl import validate as validate_shacl
from rdflib import RDF, SH, SKOS, BNode, Graph, Namespace
from rdflib.collection import Collection

import ontology
from graph.extraction.gate import OTHER_STATUSES, STATUSES
from graph.model import Article, ArticleRecord, Claim, Party, Quote, Status
from graph.quads import article_quads
from graph.validate import validate_triples
from graph.vocabulary import relations

ONUS = Namespace(ontology.VOCABULARY)
PREFIXES = """\
PREFIX onus: <https://w3id.org/onus/>
PREFIX violation: <https://w3id.org/onus/violation/>
PREFIX kind: <https://w3id.org/onus/support-kind/>
PREFIX : <https://example.org/>
PREFIX decision: <https://example.org/decisions/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
RIGHT = f"""{PREFIXES}
:article a onus:Article ; dcterms:identifier "article" ; dcterms:title "A title" ;
    dcterms:format "text/plain" ;
    dcterms:creator "Ada" ; dcterms:language "en" ; schema:url "https://example.org/1"^^xsd:anyURI ;
    onus:publisher "The Example" ; dcterms:issued "2024-05-01" ; onus:extractor "rules/1.1" ;
    onus:originalSha256 "{"0" * 64}" ; onus:textSha256 "{"a" * 64}" ;
    onus:retrieved "2024-05-02T10:00:00Z"^^xsd:dateTime ; onus:retrievedBy "wget" .

:m1 a onus:Mention ; onus:name "Ruritania" ; onus:alias "Strelsau" ;
    onus:kind onus:State ; onus:denotes :ruritania .
:m2 a onus:Mention ; onus:name "Black Company" ; onus:kind onus:ArmedGroup ; onus:denotes :company .
:m3 a onus:Mention ; onus:name "a witness" ; onus:kind onus:Source ; onus:denotes :witness .
:m4 a onus:Mention ; onus:name "The Example" ; onus:kind onus:MediaOrganization ; onus:denotes :example .

:support a onus:Claim ; rdf:subject :ruritania ; rdf:predicate onus:supports ; rdf:object :company ;
    onus:edge "0123456789abcdef01234567" ; prov:wasDerivedFrom :article ;
    onus:stance onus:asserts ; onus:status onus:reported ;
    onus:exact "Ruritania arms the Black Company" ; onus:start 10 ; onus:end 42 ;
    onus:subjectName "Ruritania" ; onus:objectName "Black Company" ;
    onus:supportKind kind:weapons ; onus:extractor "rules/1.0" .

:accusation a onus:Claim ;
    rdf:subject :company ; rdf:predicate onus:accusedOf ; rdf:object violation:pillage ;
    onus:edge "0123456789abcdef01234568" ; prov:wasDerivedFrom :article ;
    onus:stance onus:asserts ; onus:status onus:alleged ;
    onus:asserter :witness ; onus:asserterName "a witness" ;
    onus:relay :example ; onus:relayName "The Example" ;
    onus:exact "the company looted the town, a witness told The Example" ; onus:start 50 ; onus:end 105 ;
    onus:subjectName "Black Company" ; onus:objectName "pillage" ; onus:mode onus:committed ;
    onus:victims "townspeople" ; onus:place "Zenda" ;
    onus:date "2024-04" ; onus:dateEnd "2024-05-01" ; onus:deaths 3 ;
    onus:caveat "could not be verified" ; onus:caveatStart 110 ; onus:caveatEnd 131 ;
    onus:extractor "rules/1.0" .

:denial a onus:Claim , onus:Denial ;
    rdf:subject :ruritania ; rdf:predicate onus:supports ; rdf:object :company ;
    onus:edge "0123456789abcdef01234567" ; prov:wasDerivedFrom :article ;
    onus:stance onus:denies ; onus:status onus:reported ;
    onus:asserter :ruritania ; onus:asserterName "Ruritania" ;
    onus:exact "Strelsau denies this" ; onus:start 140 ; onus:end 160 ;
    onus:subjectName "Ruritania" ; onus:objectName "Black Company" ; onus:extractor "rules/1.0" .

:sanction a onus:Claim ; rdf:subject :company ; rdf:predicate onus:sanctionedBy ; rdf:object :ruritania ;
    onus:edge "0123456789abcdef01234569" ; prov:wasDerivedFrom :article ;
    onus:stance onus:asserts ; onus:status onus:sanctionLifted ; onus:former true ;
    onus:exact "no longer on the list" ; onus:start 170 ; onus:end 191 ;
    onus:subjectName "Black Company" ; onus:objectName "Ruritania" ; onus:extractor "rules/1.0" .
"""
DECISIONS = f"""{PREFIXES}
decision:1 a onus:Decision , onus:Review ; onus:reviewOf :accusation ; onus:reviewState onus:rejected ;
    onus:decidedBy "Ada" ; onus:decidedAt "2024-06-01T09:00:00Z"^^xsd:dateTime ; onus:reason "misread" .
decision:2 a onus:Decision , onus:Merge ; onus:concerns :company ; onus:comparedWith :ruritania ;
    onus:decidedBy "Ada" ; onus:decidedAt "2024-06-01T09:01:00Z"^^xsd:dateTime ; onus:reason "one" .
decision:3 a onus:Decision , onus:Review ; onus:reviewOf :support ; onus:reviewState onus:corrected ;
    onus:correction "{{}}"^^rdf:JSON ;
    onus:decidedBy "Ada" ; onus:decidedAt "2024-06-01T09:02:00Z"^^xsd:dateTime ; onus:reason "money" .
decision:4 a onus:Decision ; onus:undoes decision:2 ;
    onus:decidedBy "Ada" ; onus:decidedAt "2024-06-01T09:03:00Z"^^xsd:dateTime ; onus:reason "two" .
"""
Complaints = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology.path("shapes.ttl"))


@pytest.fixture(scope="module")
def complaints(shapes: Graph) -> Complaints:
    """Validates Turtle against the shapes alone: the messages, sorted; none where it conforms."""

    def validate(turtle: str) -> list[str]:
        data = Graph().parse(data=turtle, format="turtle")
        conforms, report, _ = validate_shacl(data, shacl_graph=shapes)
        messages = sorted({str(message) for message in report.objects(None, SH.resultMessage)})
        assert conforms is not bool(messages)
        return messages

    return validate


def test_a_right_article_conforms(complaints: Complaints) -> None:
    assert complaints(RIGHT) == []


def test_right_decisions_conform(complaints: Complaints) -> None:
    assert complaints(DECISIONS) == []


ONE_HASH = "0123456789abcdef01234569"
WRONG = [
    ('onus:exact "no longer on the list" ;', "", "a claim needs one verbatim quote"),
    ('onus:exact "no longer on the list"', 'onus:exact ""', "a claim needs one verbatim quote"),
    ("onus:start 170 ;", "", "a claim needs the start of its quote, a whole number from 0"),
    ("onus:start 170", "onus:start -1", "a claim needs the start of its quote, a whole number from 0"),
    ("onus:start 170", "onus:start 191", "a quote starts before it ends"),
    ("onus:start 170", "onus:start 200", "a quote starts before it ends"),
    ("onus:end 191 ;", "", "a claim needs the end of its quote, a whole number"),
    ("onus:end 191", 'onus:end "191"', "a claim needs the end of its quote, a whole number"),
    (
        f'"{ONE_HASH}" ; prov:wasDerivedFrom :article',
        f'"{ONE_HASH}"',
        "a claim needs one article that it was derived from",
    ),
    (
        f'"{ONE_HASH}" ; prov:wasDerivedFrom :article',
        f'"{ONE_HASH}" ; prov:wasDerivedFrom :company',
        "a claim needs one article that it was derived from",
    ),
    (
        "rdf:predicate onus:sanctionedBy",
        "rdf:predicate onus:denotes",
        "a claim needs one relation, of the eight there are",
    ),
    (
        "rdf:predicate onus:sanctionedBy",
        "rdf:predicate onus:sanctionedBy , onus:opposes",
        "a claim needs one relation, of the eight there are",
    ),
    (
        "rdf:object violation:pillage",
        "rdf:object violation:piracy",
        "an accusation needs a violation code as its object",
    ),
    (
        "rdf:object violation:pillage",
        "rdf:object :ruritania",
        "an accusation needs a violation code as its object",
    ),
    (
        "onus:sanctionedBy ; rdf:object :ruritania",
        "onus:sanctionedBy ; rdf:object violation:pillage",
        "a relation between actors needs an object that the article names",
    ),
    (
        "onus:sanctionedBy ; rdf:object :ruritania",
        "onus:sanctionedBy ; rdf:object :witness",
        "a relation between actors needs an object that the article names",
    ),
    (
        "onus:sanctionedBy ; rdf:object :ruritania",
        'onus:sanctionedBy ; rdf:object "Ruritania"',
        "a claim needs one object, an IRI",
    ),
    ("onus:sanctionedBy ; rdf:object :ruritania", "onus:sanctionedBy", "a claim needs one object, an IRI"),
    (
        ":sanction a onus:Claim ; rdf:subject :company",
        ":sanction a onus:Claim ; rdf:subject :nobody",
        "a claim needs one subject, an actor that the article names",
    ),
    (
        ":sanction a onus:Claim ; rdf:subject :company",
        ":sanction a onus:Claim ; rdf:subject :witness",
        "a claim needs one subject, an actor that the article names",
    ),
    (":sanction a onus:Claim ;", ":sanction a rdf:Statement ;", "a claim is not typed onus:Claim"),
    (":sanction a onus:Claim ; rdf:subject", ":sanction rdf:subject", "a claim is not typed onus:Claim"),
    (f'onus:edge "{ONE_HASH}" ;', "", "a claim needs one edge, a hash in lower-case hexadecimal digits"),
    (ONE_HASH, "an edge", "a claim needs one edge, a hash in lower-case hexadecimal digits"),
    (
        "onus:stance onus:asserts ; onus:status onus:sanctionLifted",
        "onus:status onus:sanctionLifted",
        "a claim needs one stance: asserts or denies",
    ),
    (
        "onus:stance onus:asserts ; onus:status onus:sanctionLifted",
        "onus:stance onus:doubts ; onus:status onus:sanctionLifted",
        "a claim needs one stance: asserts or denies",
    ),
    ("onus:status onus:sanctionLifted ;", "", "a claim needs one status of the vocabulary"),
    (
        "onus:status onus:sanctionLifted",
        "onus:status onus:guilty",
        "a claim needs one status of the vocabulary",
    ),
    (
        "onus:status onus:sanctionLifted",
        "onus:status onus:alleged",
        "a relation between actors is reported or retracted, or a sanction lifted",
    ),
    (
        "onus:stance onus:denies ; onus:status onus:reported",
        "onus:stance onus:denies ; onus:status onus:sanctionLifted",
        "a relation between actors is reported or retracted, or a sanction lifted",
    ),
    (
        "onus:status onus:alleged",
        "onus:status onus:reported",
        "an accusation is alleged, charged, convicted, acquitted or retracted",
    ),
    (
        "a onus:Claim , onus:Denial",
        "a onus:Claim",
        "a claim is an onus:Denial exactly where its stance is denies",
    ),
    (
        "onus:stance onus:denies",
        "onus:stance onus:asserts",
        "a claim is an onus:Denial exactly where its stance is denies",
    ),
    ("onus:asserter :witness ;", "", "an asserter and its name go together"),
    ('onus:asserterName "a witness" ;', "", "an asserter and its name go together"),
    (
        "onus:asserter :witness ;",
        "onus:asserter :nobody ;",
        "a claim has at most one asserter, whom the article names",
    ),
    (
        "onus:asserter :witness ;",
        "onus:asserter :witness , :company ;",
        "a claim has at most one asserter, whom the article names",
    ),
    (
        'onus:asserterName "a witness" ;',
        'onus:asserterName "a witness" , "a man" ;',
        "a claim has at most one name of its asserter",
    ),
    ('onus:relayName "The Example" ;', "", "a relay and its name go together"),
    (
        "onus:relay :example ;",
        "onus:relay :nobody ;",
        "a claim has at most one relay, whom the article names",
    ),
    (
        'onus:relayName "The Example" ;',
        'onus:relayName "The Example" , "it" ;',
        "a claim has at most one name of its relay",
    ),
    (
        'onus:subjectName "Black Company" ; onus:objectName "Ruritania"',
        'onus:objectName "Ruritania"',
        "a claim needs one name of its subject",
    ),
    ('; onus:objectName "Ruritania"', "", "a claim needs one name of its object"),
    ("onus:supportKind kind:weapons", "onus:supportKind kind:prayers", "a support kind is one of the scheme"),
    ("onus:former true", "onus:supportKind kind:weapons", "only support has a support kind"),
    (
        "onus:mode onus:committed",
        "onus:mode onus:planned",
        "a mode of responsibility is committed, ordered, commanded or aided",
    ),
    ("onus:former true", "onus:mode onus:ordered", "only an accusation has a mode of responsibility"),
    ("onus:former true", 'onus:former "yes"', "former is true or false"),
    (
        "onus:former true",
        "prov:wasRevisionOf :support , :denial",
        "a correction is a revision of one claim beside it",
    ),
    (
        "onus:former true",
        "prov:wasRevisionOf :nothing",
        "a correction is a revision of one claim beside it",
    ),
    ('onus:victims "townspeople"', 'onus:victims "a" , "b"', "victims are one string"),
    ('onus:place "Zenda"', "onus:place :zenda", "a place is one string"),
    ('onus:date "2024-04"', 'onus:date "April 2024"', "a date is written as 2019-09-18, 2019-09 or 2019"),
    (
        'onus:dateEnd "2024-05-01"',
        'onus:dateEnd "1 May"',
        "an end date is written as 2019-09-18, 2019-09 or 2019",
    ),
    ("onus:deaths 3", "onus:deaths -3", "deaths are a whole number from 0"),
    ("onus:deaths 3", 'onus:deaths "three"', "deaths are a whole number from 0"),
    ('onus:caveat "could not be verified" ;', "", "a caveat needs its quote, start and end"),
    ('onus:caveat "could not be verified"', 'onus:caveat ""', "a caveat is one quote"),
    ("onus:caveatEnd 131 ;", "", "a caveat needs its quote, start and end"),
    (
        "onus:caveatStart 110",
        "onus:caveatStart 131",
        "a caveat starts at a whole number from 0, before it ends",
    ),
    ("onus:caveatEnd 131", "onus:caveatEnd 131.5", "a caveat ends at one whole number"),
    (
        'onus:objectName "Ruritania" ; onus:extractor "rules/1.0"',
        'onus:objectName "Ruritania"',
        "a claim needs its extractor, as name/version",
    ),
    (
        'onus:objectName "Ruritania" ; onus:extractor "rules/1.0"',
        'onus:objectName "Ruritania" ; onus:extractor "rules"',
        "a claim needs its extractor, as name/version",
    ),
    (":article a onus:Article ;", ":article", "an article is not typed onus:Article"),
    (f'onus:originalSha256 "{"0" * 64}" ;', "", "an article needs the SHA-256 of its original bytes"),
    (
        f'onus:textSha256 "{"a" * 64}"',
        f'onus:textSha256 "{"A" * 64}"',
        "an article needs the SHA-256 of its text",
    ),
    ('dcterms:identifier "article" ;', "", "an article needs one id, a string"),
    ('dcterms:identifier "article" ;', "dcterms:identifier :article ;", "an article needs one id, a string"),
    (
        'onus:extractor "rules/1.1" ;',
        "",
        "an article needs the extractor that read it, as name/version",
    ),
    ('dcterms:creator "Ada"', "dcterms:creator :ada", "an author is a string"),
    (
        'dcterms:language "en"',
        'dcterms:language "en" , "fr"',
        "an article has at most one language, a string",
    ),
    (
        'schema:url "https://example.org/1"^^xsd:anyURI',
        'schema:url "https://example.org/1"',
        "an article has at most one address, an xsd:anyURI",
    ),
    (
        'onus:retrievedBy "wget"',
        'onus:retrievedBy "wget" , "curl"',
        "an article was retrieved by one program, a string",
    ),
    ('dcterms:format "text/plain"', 'dcterms:format "plain"', "an article needs one media type"),
    (
        'dcterms:title "A title"',
        'dcterms:title "A title" , "Another"',
        "an article has at most one title, a string",
    ),
    (
        'onus:publisher "The Example"',
        "onus:publisher :example",
        "an article has at most one publisher, a string",
    ),
    (
        'dcterms:issued "2024-05-01"',
        'dcterms:issued "2024" , "2025"',
        "an article has at most one date, written as 2019-09-18, 2019-09 or 2019",
    ),
    (
        'dcterms:issued "2024-05-01"',
        'dcterms:issued "banana"',
        "an article has at most one date, written as 2019-09-18, 2019-09 or 2019",
    ),
    (
        'dcterms:issued "2024-05-01"',
        'dcterms:issued "2024"^^xsd:gYear',
        "an article has at most one date, written as 2019-09-18, 2019-09 or 2019",
    ),
    ('"2024-05-02T10:00:00Z"^^xsd:dateTime', '"2024-05-02"', "an article was retrieved at one time"),
    ('onus:name "The Example" ;', "", "a mention needs one name"),
    ("onus:kind onus:MediaOrganization ;", "", "a mention needs one kind: of actor, or a source"),
    (
        "onus:kind onus:MediaOrganization",
        "onus:kind onus:Article",
        "a mention needs one kind: of actor, or a source",
    ),
    (":m4 a onus:Mention ;", ":m4", "a mention is not typed onus:Mention"),
    ("onus:denotes :example", "onus:denotes :example , :witness", "a mention denotes one actor or source"),
    ('onus:alias "Strelsau"', "onus:alias 1", "an alias is a string"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), WRONG)
def test_each_wrong_thing_is_refused(complaints: Complaints, right: str, wrong: str, message: str) -> None:
    assert right in RIGHT
    assert message in complaints(RIGHT.replace(right, wrong, 1))


WRONG_DECISIONS = [
    ("onus:reviewOf :accusation ;", "", "a review is of one claim"),
    ("onus:rejected", "onus:alleged", "a review accepts, rejects, corrects or withholds"),
    ("decision:1 a", ":d1 a", "a decision is numbered at the end of its IRI"),
    ("decision:1 a onus:Decision ,", "decision:1 a", "a decision is not typed onus:Decision"),
    ('onus:decidedBy "Ada" ;', "", "a decision needs who decided"),
    ('onus:decidedAt "2024-06-01T09:00:00Z"^^xsd:dateTime ;', "", "a decision needs when it was made"),
    ('onus:reason "misread"', 'onus:reason ""', "a decision needs its reason"),
    ('; onus:reason "misread"', "", "a decision needs its reason"),
    ("onus:concerns :company ;", "", "a decision of identity concerns one actor or mention"),
    ("onus:comparedWith :ruritania ;", "", "a decision of identity compares with one actor"),
    ("onus:undoes decision:2", "onus:undoes decision:9", "an undoing takes one decision back"),
    ("onus:undoes decision:2", "onus:undoes decision:1 , decision:2", "an undoing takes one decision back"),
    ("onus:undoes decision:2 ;", "", "a decision either reviews, merges, keeps apart or undoes"),
    (
        "onus:Decision , onus:Merge",
        "onus:Decision",
        "a decision either reviews, merges, keeps apart or undoes",
    ),
    (
        "onus:Decision , onus:Merge",
        "onus:Decision , onus:Merge , onus:Review",
        "a decision either reviews, merges, keeps apart or undoes",
    ),
    *(
        (right, wrong, "a review has a correction, one JSON text, exactly where it corrects")
        for right, wrong in (
            ('onus:correction "{}"^^rdf:JSON ;', ""),
            ('"{}"^^rdf:JSON', '"{}"'),
            ("onus:reviewState onus:corrected", "onus:reviewState onus:accepted"),
            ("onus:reviewState onus:corrected ;", ""),
        )
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message"), WRONG_DECISIONS)
def test_each_wrong_decision_is_refused(complaints: Complaints, right: str, wrong: str, message: str) -> None:
    assert right in DECISIONS
    assert message in complaints(DECISIONS.replace(right, wrong, 1))


def messages_of(shapes: Graph) -> Iterator[str]:
    yield from map(str, shapes.objects(None, SH.message))


def test_each_constraint_has_a_test(shapes: Graph, complaints: Complaints) -> None:
    assert set(messages_of(shapes)) == {message for _, _, message in (*WRONG, *WRONG_DECISIONS)}


def test_the_lists_are_those_of_the_vocabulary(shapes: Graph, vocabulary: Graph) -> None:
    """Codes and relations in the shapes are all there are, so that the shapes need no other file."""
    lists = [
        set(Collection(shapes, head)) for head in shapes.objects(None, SH["in"]) if isinstance(head, BNode)
    ]
    violations = set(vocabulary.subjects(SKOS.inScheme, ONUS.violations))
    support_kinds = set(vocabulary.subjects(SKOS.inScheme, ONUS.supportKinds))
    for whole in (
        violations,
        support_kinds,
        set(vocabulary.subjects(RDF.type, ONUS.Relation)),
        set(vocabulary.subjects(RDF.type, ONUS.Stance)),
        set(vocabulary.subjects(RDF.type, ONUS.Status)),
        set(vocabulary.subjects(RDF.type, ONUS.Mode)),
        set(vocabulary.subjects(RDF.type, ONUS.ReviewState)),
    ):
        assert whole
        assert whole in lists


def test_what_the_program_writes_conforms(complaints: Complaints) -> None:
    text = "Ruritania arms the Black Company. Strelsau denied that the company had looted Zenda."
    article = Article(id="example", text=text, original_sha256="0" * 64, media_type="text/plain")
    ruritania = Party(name="Ruritania", kind="State", aliases=("Strelsau",))
    company = Party(name="Black Company", kind="ArmedGroup")
    claims = [
        Claim(
            article="example",
            subject=ruritania,
            relation="supports",
            object=company,
            stance="asserts",
            status="reported",
            quote=Quote(exact=text[:32], start=0, end=32),
            extractor="rules/1.0",
            support_kind="weapons",
        ),
        Claim(
            article="example",
            subject=company,
            relation="accusedOf",
            object="pillage",
            stance="denies",
            status="alleged",
            quote=Quote(exact=text[34:], start=34, end=len(text)),
            extractor="rules/1.0",
            asserter=ruritania,
            relay=Party(name="a report", kind="Source"),
            mode="committed",
            deaths=0,
            caveat=Quote(exact=text[:9], start=0, end=9),
        ),
    ]
    record = ArticleRecord(
        id="example",
        text_sha256=article.text_sha256,
        original_sha256="0" * 64,
        media_type="text/plain",
        extractor="rules/1.0",
        title="A title",
        published="2024-05",
        retrieved=datetime(2024, 5, 2, tzinfo=UTC),
    )
    names = {
        party: pyoxigraph.NamedNode(f"https://example.org/{number}")
        for number, party in enumerate([ruritania, company, claims[1].relay])
    }
    quads = article_quads(record, claims, base="https://example.org/", resolve=lambda _, party: names[party])
    triples = [quad.triple for quad in quads]
    turtle = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE)
    assert turtle is not None
    assert complaints(turtle.decode()) == []


def test_the_gate_and_the_shapes_have_the_same_statuses() -> None:
    rest, sanction = RIGHT.split(":sanction ")
    every = [(relation, status) for relation in relations() for status in get_args(Status)]
    claims = []
    for relation, status in every:
        about = "violation:pillage" if relation == "accusedOf" else ":ruritania"
        said = sanction.replace("onus:sanctionLifted", f"onus:{status}")
        said = said.replace("sanctionedBy ; rdf:object :ruritania", f"{relation} ; rdf:object {about}")
        claims.append(f":{relation}-{status} {said}")
    quads = pyoxigraph.parse("".join([rest, *claims]), pyoxigraph.RdfFormat.TURTLE)
    refused = {problem.node for problem in validate_triples("", [quad.triple for quad in quads])}
    fitting = {pair for pair in every if "https://example.org/{}-{}".format(*pair) not in refused}
    assert fitting == {pair for pair in every if pair[1] in STATUSES.get(pair[0], OTHER_STATUSES)}
