"""The properties in which articles, mentions and claims are written, and which field of the model each is.

What they mean is in `ontology/onus.ttl`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from graph.iris import vocabulary

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SUBJECT = NamedNode(RDF + "subject")
PREDICATE = NamedNode(RDF + "predicate")
OBJECT = NamedNode(RDF + "object")
IDENTIFIER = NamedNode(DCTERMS + "identifier")
CREATOR = NamedNode(DCTERMS + "creator")
WAS_DERIVED_FROM = NamedNode(PROV + "wasDerivedFrom")
WAS_REVISION_OF = NamedNode(PROV + "wasRevisionOf")
DATE_TIME = NamedNode(XSD + "dateTime")
ANY_URI = NamedNode(XSD + "anyURI")
JSON = NamedNode(RDF + "JSON")
DECIMAL = NamedNode(XSD + "decimal")

ARTICLE = vocabulary("Article")
CLAIM = vocabulary("Claim")
DENIAL = vocabulary("Denial")
MENTION = vocabulary("Mention")
SOURCE = vocabulary("Source")
DENOTES = vocabulary("denotes")
NAME = vocabulary("name")
ALIAS = vocabulary("alias")
KIND = vocabulary("kind")
EDGE = vocabulary("edge")
STANCE = vocabulary("stance")
STATUS = vocabulary("status")
RETRIEVED = vocabulary("retrieved")
RETRIEVED_BY = vocabulary("retrievedBy")

ARTICLE_TEXTS: Mapping[str, NamedNode] = {
    "id": IDENTIFIER,
    "title": NamedNode(DCTERMS + "title"),
    "publisher": vocabulary("publisher"),
    "published": NamedNode(DCTERMS + "issued"),
    "language": NamedNode(DCTERMS + "language"),
    "media_type": NamedNode(DCTERMS + "format"),
    "text_sha256": vocabulary("textSha256"),
    "original_sha256": vocabulary("originalSha256"),
    "retrieved_by": RETRIEVED_BY,
    "extractor": vocabulary("extractor"),
}
"""Properties of an article that are plain strings."""

ADDRESS = NamedNode("https://schema.org/url")

CLAIM_TEXTS: Mapping[str, NamedNode] = {
    "victims": vocabulary("victims"),
    "place": vocabulary("place"),
    "date": vocabulary("date"),
    "date_end": vocabulary("dateEnd"),
    "extractor": vocabulary("extractor"),
}
"""Properties of a claim that are plain strings, beside names and quotes."""

DEATHS = vocabulary("deaths")
FORMER = vocabulary("former")
MODE = vocabulary("mode")
SUPPORT_KIND = vocabulary("supportKind")


class Role(NamedTuple):
    """A part in a claim: the field of `Claim`, the property for who has it, the one for the name used."""

    field: str
    party: NamedNode
    name: NamedNode


ROLES = (
    Role("subject", SUBJECT, vocabulary("subjectName")),
    Role("object", OBJECT, vocabulary("objectName")),
    Role("asserter", vocabulary("asserter"), vocabulary("asserterName")),
    Role("relay", vocabulary("relay"), vocabulary("relayName")),
)


class Passage(NamedTuple):
    """The properties of a quoted passage, which stand on the claim itself."""

    exact: NamedNode
    start: NamedNode
    end: NamedNode


QUOTE = Passage(vocabulary("exact"), vocabulary("start"), vocabulary("end"))
CAVEAT = Passage(vocabulary("caveat"), vocabulary("caveatStart"), vocabulary("caveatEnd"))


def date_time(moment: datetime) -> Literal:
    """A moment as xsd:dateTime, in UTC to the second: the form in which engines give it back."""
    written = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return Literal(written + "Z", datatype=DATE_TIME)
