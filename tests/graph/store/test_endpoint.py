"""What only the endpoint store does: find its addresses, and fail in one line."""

import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, Triple

from graph.errors import DataError, EndpointError, QueryTimeoutError, UsageError
from graph.store import EndpointStore, open_store
from graph.store.addresses import Addresses, possible_addresses

A, B, G = (NamedNode(f"http://example.org/{name}") for name in "abg")


def test_one_address_stands_for_three() -> None:
    oxigraph, virtuoso = possible_addresses("http://localhost:7878/")
    assert oxigraph == Addresses(
        "http://localhost:7878/query", "http://localhost:7878/update", "http://localhost:7878/store"
    )
    assert virtuoso.update == "http://localhost:7878/sparql-auth"
    assert possible_addresses(
        "query=http://host/ds/sparql?a=b,c, update=https://host/ds/update,graphs=http://host/ds/data"
    ) == [Addresses("http://host/ds/sparql?a=b,c", "https://host/ds/update", "http://host/ds/data")]


def test_a_login_is_taken_out_of_the_address_and_never_shown() -> None:
    (found, *_) = possible_addresses("http://ada:secret@host:1")
    assert (found.query, found.login) == ("http://host:1/query", "ada:secret")
    assert "secret" not in repr(found)
    assert possible_addresses("http://ada:secret@host", "other:word")[0].login == "other:word"
    with pytest.raises(UsageError, match="NAME:PASSWORD") as raised:
        possible_addresses("http://host", "word")
    assert "word" not in str(raised.value).replace("PASSWORD", "")


@pytest.mark.parametrize(
    "text", ["localhost:7878", "ftp://host", "", "http://", "query=http://host/q", "http://host:port/", "a=b"]
)
def test_other_text_is_no_endpoint(text: str) -> None:
    with pytest.raises(UsageError):
        possible_addresses(text)


def test_three_addresses_work_as_one(serve_oxigraph: Callable[..., str]) -> None:
    base = serve_oxigraph()
    text = f"query={base}/query,update={base}/update,graphs={base}/store"
    with EndpointStore(base) as one, EndpointStore(text) as three:
        one.replace_graph(G, [Triple(A, B, A)])
        assert three.construct("CONSTRUCT WHERE { ?s ?p ?o }") == [Triple(A, B, A)]


def test_an_endpoint_that_is_not_there(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1:1/query cannot be reached") as raised:
        open_store(tmp_path_factory.mktemp("data"), "http://reader:secret@127.0.0.1:1")
    assert "\n" not in str(raised.value)
    assert "secret" not in str(raised.value)


def test_an_endpoint_that_is_no_endpoint(serve_oxigraph: Callable[..., str]) -> None:
    base = serve_oxigraph()
    with pytest.raises(EndpointError, match=r"/nowhere/query and .*/nowhere/sparql answer 404") as raised:
        EndpointStore(f"{base}/nowhere")
    assert "\n" not in str(raised.value)


def test_an_endpoint_that_does_not_answer() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(QueryTimeoutError, match=r"did not answer within 0\.2 s"):
            EndpointStore(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.2)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (f"{A} {B} 'x' .".replace("'", '"'), "outside of any named graph"),
        (f'_:a {B} "x" {G} .', "blank node"),
        (f"{A} {B} <<( {A} {B} {A} )>> {G} .", "SPARQL does not parse"),
        (f'{A} {B} "x"@1 {G} .', "language code"),
    ],
)
def test_a_line_that_cannot_be_loaded_is_named(
    serve_oxigraph: Callable[..., str], tmp_path: Path, line: str, fault: str
) -> None:
    good = [f'{A} {B} "{number}" {G} .' for number in range(6_000)]
    path = tmp_path / "bad.nq"
    path.write_text("\n".join(["# quads", "", *good, line, *good]))
    with EndpointStore(serve_oxigraph()) as store:
        with pytest.raises(DataError, match=rf"bad\.nq, line 6003: .*{fault}"):
            store.load(path)
        assert len(store.select(f"SELECT ?o {{ {A} {B} ?o }}")) >= 5_000


class PlainEndpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint whose default graph is not the union of its named graphs."""

    content = b""
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(A, B, A, G))

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        query = form["query"][0]
        answer = self.content or self.store.query(query).serialize(format=QueryResultsFormat.JSON)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        pass


class Page(PlainEndpoint):
    """A server that answers everything with a web page."""

    content = b"<!DOCTYPE html><title>Welcome</title>"


@pytest.fixture
def serve() -> Iterator[Callable[[type[BaseHTTPRequestHandler]], str]]:
    servers: list[ThreadingHTTPServer] = []

    def start(handler: type[BaseHTTPRequestHandler]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        Thread(target=server.serve_forever).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


Serve = Callable[[type[BaseHTTPRequestHandler]], str]


def test_an_endpoint_without_union_default_graph_is_refused(serve: Serve) -> None:
    with pytest.raises(EndpointError, match="switch its union default graph on"):
        EndpointStore(serve(PlainEndpoint))


def test_an_answer_that_is_no_result_is_refused(serve: Serve) -> None:
    with pytest.raises(EndpointError, match="not SPARQL results"):
        EndpointStore(serve(Page))
