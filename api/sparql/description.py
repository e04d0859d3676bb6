"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID for the dataset.

https://www.w3.org/TR/sparql11-service-description/ · https://www.w3.org/TR/void/
"""

from fastapi import Request
from fastapi.responses import Response
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, VOID
from rdflib.term import Literal

from api.address import public_root
from api.negotiation import FORMATS, negotiate
from api.settings import Settings

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMAT = Namespace("http://www.w3.org/ns/formats/")

RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
INPUT_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
SERIALIZATIONS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}


def describe_service(request: Request) -> Response:
    """The description in the form the request asks for (Turtle, N-Triples, RDF/XML, JSON-LD)."""
    chosen = negotiate(request, tuple(SERIALIZATIONS))
    body = service_description(request).serialize(format=SERIALIZATIONS[chosen], encoding="utf-8")
    return Response(body, headers={"Vary": "Accept"}, media_type=FORMATS[chosen])


def service_description(request: Request) -> Graph:
    """The description of this service at the address that its clients see."""
    settings: Settings = request.app.state.settings
    root = public_root(request)
    graph = Graph()
    for prefix, namespace in (("sd", SD), ("void", VOID), ("dcterms", DCTERMS), ("format", FORMAT)):
        graph.bind(prefix, namespace)
    service, dataset, default = BNode(), URIRef(f"{root}#dataset"), BNode()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(f"{root}sparql")))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    for name in RESULT_FORMATS:
        graph.add((service, SD.resultFormat, FORMAT[name]))
    if settings.plain:
        graph.add((service, SD.supportedLanguage, SD.SPARQL11Update))
        for name in INPUT_FORMATS:
            graph.add((service, SD.inputFormat, FORMAT[name]))
    else:
        graph.add((service, SD.feature, SD.UnionDefaultGraph))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, RDF.type, VOID.Dataset))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{root}sparql")))
    graph.add((dataset, DCTERMS.title, Literal("Onus: alleged violations and who backs whom, with sources")))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    return graph
