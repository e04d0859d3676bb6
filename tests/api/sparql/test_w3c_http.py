"""The W3C suites that speak of HTTP: protocol, graph store, service description."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS
from rdflib.term import Node

from graph.convert import rdflib_graph
from graph.store import open_store

SUITES = Path(__file__).parents[4] / "shared" / "w3c" / "sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

STATUSES = {
    "StatusCode2xx": range(200, 300), "StatusCode3xx": range(300, 400), "StatusCode4xx": range(400, 500),
    "OK": [200], "Created": [201], "NoContent": [204], "NotFound": [404], "Conflict": [409],
    "BadRequest": [400], "StatusCode5xx": range(500, 600),
}  # fmt: skip
FORMATS = {
    "boolean": ("application/sparql-results+xml", "application/sparql-results+json"),
    "tabular": ("application/sparql-results+xml", "application/sparql-results+json", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}  # fmt: skip
ROOT = "http://www.example/"

Serve = Callable[..., httpx.Client]


def manifest(name: str) -> Graph:
    graph = Graph()
    path = SUITES / name
    if path.exists():
        graph.parse(path, publicID=path.as_uri())
    return graph


def entries(name: str) -> list[object]:
    graph = manifest(name)
    tests = [Collection(graph, found) for found in graph.objects(None, MF.entries)]
    return [pytest.param(graph, test, id=str(test).rpartition("#")[2]) for found in tests for test in found]


def requests(graph: Graph, test: Node) -> Iterator[Node]:
    connection = graph.value(test, MF.action)
    yield from Collection(graph, graph.value(connection, HT.requests))


def headers(graph: Graph, message: Node) -> dict[str, str]:
    listed = graph.value(message, HT.headers)
    found = Collection(graph, listed) if listed is not None else ()
    return {str(graph.value(h, HT.fieldName)): str(graph.value(h, HT.fieldValue)) for h in found}


def body(graph: Graph, message: Node) -> bytes | None:
    content = graph.value(message, HT.body)
    if content is None:
        return None
    encoding = str(graph.value(content, CNT.characterEncoding) or "utf-8")
    return str(graph.value(content, CNT.chars)).encode(encoding)


def allowed(graph: Graph, response: Node) -> set[int]:
    names = (str(status).rpartition("#")[2] for status in graph.objects(response, MF.expectedStatus))
    return {code for name in names for code in STATUSES[name]}


@pytest.fixture(scope="module")
def shared_plain(serve_for_module: Serve) -> httpx.Client:
    return serve_for_module(plain=True, public_address=ROOT)


@pytest.fixture(scope="module")
def shared_claims(serve_for_module: Serve, tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    """A service over a claims store that holds the suite's graphs beside its own."""
    data = tmp_path_factory.mktemp("claims")
    with open_store(data) as store:
        for path in sorted((SUITES / "protocol").glob("*.nt")):
            name = NamedNode(f"http://kasei.us/2009/09/sparql/data/{path.stem}.rdf")
            triples = [quad.triple for quad in pyoxigraph.parse(path=path)]
            store.replace_graph(name, triples)
    return serve_for_module(data=data)


@pytest.fixture
def plain(shared_plain: httpx.Client, key: dict[str, str]) -> httpx.Client:
    """A service over an empty dataset."""
    shared_plain.post("/sparql", data={"update": "DROP ALL"}, headers=key).raise_for_status()
    return shared_plain


@pytest.mark.parametrize(("graph", "test"), entries("protocol/manifest.ttl"))
def test_protocol(plain: httpx.Client, key: dict[str, str], graph: Graph, test: Node) -> None:
    client = plain
    load_data(client, key, graph, test)
    for request in requests(graph, test):
        path = str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql")
        sent = headers(graph, request) | key
        method = str(graph.value(request, HT.methodName))
        answer = client.request(method, path, headers=sent, content=body(graph, request))
        check_answer(graph, graph.value(request, HT.resp), answer)


@pytest.mark.parametrize(("graph", "test"), entries("protocol/manifest.ttl"))
def test_protocol_reading_on_a_claims_store(shared_claims: httpx.Client, graph: Graph, test: Node) -> None:
    client = shared_claims
    for request in requests(graph, test):
        path = str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql")
        method = str(graph.value(request, HT.methodName))
        answer = client.request(method, path, headers=headers(graph, request), content=body(graph, request))
        if "update" in str(test):
            assert answer.status_code in (400, 403, 405, 415), "updates belong to --plain"
            break
        check_answer(graph, graph.value(request, HT.resp), answer)


def load_data(client: httpx.Client, key: dict[str, str], graph: Graph, test: Node) -> None:
    for data in graph.objects(test, UT.graphData):
        name = str(graph.value(data, RDFS.label))
        content = Path(str(graph.value(data, UT.graph)).removeprefix("file://")).read_bytes()
        sent = key | {"content-type": "application/n-triples"}
        client.put("/graphs", params={"graph": name}, content=content, headers=sent).raise_for_status()


def check_answer(graph: Graph, expected: Node | None, answer: httpx.Response) -> None:
    assert expected is not None
    assert answer.status_code in allowed(graph, expected), answer.text
    form = graph.value(expected, MF.expectedFormat)
    if form is not None:
        assert answer.headers["content-type"].partition(";")[0] in FORMATS[str(form)]
    boolean = graph.value(expected, MF.expectedBoolean)
    if boolean is not None:
        assert answer.json()["boolean"] is boolean.toPython()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("graph", "test"),
    [
        *entries("graph-store-protocol/manifest-direct.ttl"),
        *entries("graph-store-protocol/manifest-indirect.ttl"),
    ],
)
def test_graph_store(plain: httpx.Client, key: dict[str, str], graph: Graph, test: Node) -> None:
    client = plain
    locations: dict[str, str] = {}

    def filled(text: str) -> str:
        for name, value in locations.items():
            text = text.replace(name, value)
        return text.replace("/gsp", "/graphs").replace("%2Fgsp", "%2Fgraphs")

    for request in requests(graph, test):
        path = filled(str(graph.value(request, HT.absolutePath))).removeprefix(ROOT.rstrip("/"))
        sent, content = headers(graph, request) | key, body(graph, request)
        method = str(graph.value(request, HT.methodName))
        data = None if content is None else filled(content.decode()).encode()
        if "multipart/form-data" in sent.get("content-type", ""):
            data = crlf(data)
        answer = client.request(method, path, headers=sent, content=data)
        expected = graph.value(request, HT.resp)
        assert expected is not None
        assert answer.status_code in allowed(graph, expected), f"{method} {path}: {answer.text}"
        location = graph.value(expected, MF.expectedLocation)
        if location is not None:
            locations[str(location)] = answer.headers["location"]
        wanted = body(graph, expected)
        if wanted is not None:
            base = f"{ROOT}graphs"
            theirs = Graph().parse(data=filled(wanted.decode()), format="turtle", publicID=base)
            ours = Graph().parse(data=answer.text, format="turtle", publicID=base)
            assert isomorphic(theirs, ours), answer.text


def crlf(data: bytes | None) -> bytes | None:
    """The multipart body as HTTP has it; in the manifest its lines are indented and end in LF."""
    if data is None:
        return None
    return b"\r\n".join(line.strip() for line in data.strip().splitlines()) + b"\r\n"


def test_the_service_description(serve: Serve) -> None:
    client = serve(plain=True)
    endpoint = client.base_url.join("/sparql")
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    described = Graph().parse(data=answer.text, format="turtle")
    services = list(described.subjects(SD.endpoint, URIRef(str(endpoint))))
    assert len(services) == 1, "has-endpoint-triple"
    assert (services[0], RDF.type, SD.Service) in described
    for dataset in described.objects(services[0], SD.defaultDataset):
        assert (dataset, RDF.type, SD.Dataset) in described
        assert all((g, RDF.type, SD.Graph) in described for g in described.objects(dataset, SD.defaultGraph))
    for media_type in ("application/rdf+xml", "application/n-triples", "application/ld+json"):
        other = client.get("/sparql", headers={"accept": media_type})
        assert other.headers["content-type"].partition(";")[0] == media_type
        quads = pyoxigraph.parse(other.text, RdfFormat.from_media_type(media_type))
        assert isomorphic(rdflib_graph(quad.triple for quad in quads), described)


def test_the_service_description_names_the_public_address(serve: Serve) -> None:
    client = serve(public_address="https://onus.example/at")
    described = Graph().parse(data=client.get("/sparql").text, format="turtle")
    assert (None, SD.endpoint, URIRef("https://onus.example/at/sparql")) in described
