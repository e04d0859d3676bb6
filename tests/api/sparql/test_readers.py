"""Visitors' SPARQL on a real service: its answers, its limits, and what stays up when they are passed."""

import asyncio
import contextlib
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from api.sparql.reader import confine
from graph.errors import UsageError

Serve = Callable[..., httpx.Client]

JSON = {"accept": "application/sparql-results+json"}
GRAPH = "https://example.org/people"
PEOPLE = """
@prefix ex: <https://example.org/> .
ex:ada ex:knows ex:ben . ex:ben ex:knows ex:cy . ex:cy ex:knows ex:ada . ex:ada ex:name "Ada"@en .
"""


def product(size: int, count: int, last: str = "") -> str:
    """A query with `size` to the power of `count` solutions, whatever the store holds."""
    values = " ".join(map(str, range(size)))
    blocks = " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(count))
    return f"SELECT * {{ {blocks} }} {last}"


ENDLESS = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {{ {product(99, 8)} }} }}",
    "cross join": f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{n} ?p{n} ?o{n} .' for n in range(30))} }}",
    "sorted": f"SELECT * {{ {{ {product(99, 4)} }} }} ORDER BY DESC(?v0 * ?v1 - ?v2)",
    "distinct": f"""SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {{ {product(99, 5)} }}
        BIND(SHA512(STR(?v1 * ?v2)) AS ?x) }}""",
    "paths": f"""SELECT (COUNT(*) AS ?n) {{ {{ {product(99, 4)} }}
        ?a (<https://example.org/knows>|!<https://example.org/x>|^<https://example.org/knows>)* ?b }}""",
    "optional": "SELECT * { ?a ?b ?c "
    + " ".join(f"OPTIONAL {{ ?s{n} ?p{n} ?o{n} }}" for n in range(30))
    + " FILTER(!BOUND(?o29)) }",
}


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query}, headers=JSON | headers)


def ask_again(client: httpx.Client, query: str, *passing: int) -> httpx.Response:
    """The answer of a service that a busy machine may keep from answering in time: where it says so, or
    gives a status that passes, it is asked again."""
    end = time.monotonic() + 120
    while (answer := ask(client, query)).status_code in (503, *passing):
        assert time.monotonic() < end, answer.text
        time.sleep(0.1)
    return answer


def goes_on(client: httpx.Client) -> bool:
    """Whether an ordinary query is answered, in the end."""
    return ask_again(client, "ASK { }", 504).json() == {"head": {}, "boolean": True}


def fault(answer: httpx.Response, status: int) -> str:
    """The detail of a problem with this status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    return str(problem["detail"])


@pytest.fixture(scope="module")
def people(serve_for_module: Serve, key: dict[str, str]) -> httpx.Client:
    """A service over one small graph."""
    return filled(serve_for_module(plain=True), key)


@pytest.fixture(scope="module")
def key() -> dict[str, str]:
    return {"Authorization": "Bearer the key of the tests"}


def filled(client: httpx.Client, key: dict[str, str]) -> httpx.Client:
    sent = key | {"content-type": "text/turtle"}
    client.put("/graphs?default", content=PEOPLE, headers=sent).raise_for_status()
    client.put("/graphs", params={"graph": GRAPH}, content=PEOPLE, headers=sent).raise_for_status()
    return client


def test_an_answer(people: httpx.Client) -> None:
    answer = ask(people, "SELECT ?name { <https://example.org/ada> <https://example.org/name> ?name }")
    assert answer.headers["content-type"].startswith("application/sparql-results+json")
    assert answer.json()["results"]["bindings"] == [
        {"name": {"type": "literal", "value": "Ada", "xml:lang": "en"}}
    ]


def test_a_syntax_error_names_its_place(people: httpx.Client) -> None:
    assert "line 2, column" in fault(ask(people, "SELECT *\n{ ?s ?p }"), 400)
    assert "prefix onus: is not declared" in fault(ask(people, "SELECT ?x { ?x a onus:Claim }"), 400)


def test_a_function_that_does_not_exist_is_no_fault_of_the_service(people: httpx.Client) -> None:
    fault(ask(people, "SELECT (<https://example.org/f>(1) AS ?x) (COUNT(*) AS ?n) ?y { ?x ?p ?y }"), 400)


def test_the_reader_goes_on_after_a_bad_query(people: httpx.Client) -> None:
    for _ in range(20):
        assert ask(people, "SELECT").status_code == 400
        assert ask(people, "ASK { }").json()["boolean"] is True


@pytest.mark.parametrize("keyword", ["SERVICE", "service", "SERVICE SILENT"])
def test_nothing_is_fetched_by_a_query(people: httpx.Client, keyword: str) -> None:
    with listening() as (address, arrived):
        detail = fault(ask(people, f"SELECT * {{ {keyword} <{address}> {{ ?s ?p ?o }} }}"), 403)
        assert "SERVICE" in detail
        assert not arrived()


def test_nothing_is_fetched_by_an_update(people: httpx.Client, key: dict[str, str]) -> None:
    with listening() as (address, arrived):
        answer = people.post("/sparql", data={"update": f"LOAD <{address}>"}, headers=key)
        assert "LOAD" in fault(answer, 403)
        assert not arrived()


def test_nothing_is_fetched_by_from(people: httpx.Client) -> None:
    with listening() as (address, arrived):
        answer = ask(people, f"ASK FROM <{address}> {{ ?s ?p ?o }}")
        assert answer.json()["boolean"] is False
        assert not arrived()


def test_a_body_over_the_limit_is_refused(serve: Serve) -> None:
    client = serve(plain=True, body_limit_mb=1)
    huge = b"ASK { } #" + b"x" * (100 << 20)
    headers = {"content-type": "application/sparql-query"}
    assert "bytes at most" in fault(client.post("/sparql", content=huge, headers=headers), 413)
    pieces = (huge[start : start + 65536] for start in range(0, 3 << 20, 65536))
    fault(client.post("/sparql", content=pieces, headers=headers), 413)  # chunked: its size is not declared
    fault(client.post("/sparql", data={"query": huge[: 2 << 20].decode()}), 413)
    assert ask(client, "ASK { }").json()["boolean"] is True


def test_bodies_together_are_limited(serve: Serve) -> None:
    client = serve(plain=True, body_limit_mb=1)
    head = "POST /sparql HTTP/1.1\r\nHost: onus\r\nContent-Type: application/sparql-query\r\n"
    unfinished = f"{head}Content-Length: 1000000\r\n\r\n".encode() + b" " * 900_000
    with contextlib.ExitStack() as stack:
        senders = []
        place = (client.base_url.host, client.base_url.port or 0)
        for _ in range(12):
            senders.append(stack.enter_context(socket.create_connection(place)))
            senders[-1].sendall(unfinished)
        ready, _, _ = select.select(senders, [], [], 60)
        answer = ready[0].recv(4096).decode()
        assert answer.startswith("HTTP/1.1 503 ")
        assert "retry-after: " in answer
        assert client.get("/sparql", params={"query": "ASK { }"}).status_code == 200
    assert goes_on(client)


def test_head_says_what_get_would(people: httpx.Client) -> None:
    for address in ("/sparql", "/sparql?query=ASK%7B%7D", "/graphs?default"):
        head, get = people.head(address), people.get(address)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]
        assert head.headers.get("content-length", str(len(get.content))) == str(len(get.content))
    assert people.head("/sparql?query=ASK").status_code == 400
    assert people.head("/sparql", params={"query": "SELECT * { SERVICE <x:> { } }"}).status_code == 403
    assert people.head("/graphs", params={"graph": "https://example.org/none"}).status_code == 404


@pytest.mark.parametrize("name", ENDLESS)
def test_head_evaluates_nothing(people: httpx.Client, name: str) -> None:
    answer = people.head("/sparql", params={"query": ENDLESS[name]}, headers=JSON)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/sparql-results+json")


def test_a_query_may_be_so_long(people: httpx.Client) -> None:
    headers = {"content-type": "application/sparql-query"}
    longest = "ASK { } #".ljust(256 * 1024, "x")
    assert people.post("/sparql", content=longest, headers=headers).json()["boolean"] is True
    refused = people.post("/sparql", content=longest + "x", headers=headers)
    assert "256 KB at most" in fault(refused, 413)


def test_pages_elsewhere_may_ask(people: httpx.Client) -> None:
    origin = {"origin": "https://yasgui.example"}
    answer = people.get("/sparql", params={"query": "ASK { }"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert ask(people, "SELECT", **origin).headers["access-control-allow-origin"] == "*"
    preflight = people.options(
        "/sparql",
        headers=origin
        | {"access-control-request-method": "POST", "access-control-request-headers": "content-type, accept"},
    )
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "credentials" not in " ".join(preflight.headers)


def test_options_tells_the_methods(people: httpx.Client) -> None:
    for address, methods in (("/sparql", "GET HEAD POST"), ("/graphs", "GET HEAD PUT POST DELETE")):
        answer = people.options(address)
        assert answer.status_code == 204
        assert set(answer.headers["allow"].split(", ")) == {*methods.split(), "OPTIONS"}


def test_a_write_is_seen_by_the_next_query(people: httpx.Client, key: dict[str, str]) -> None:
    for number in range(20):
        update = f"INSERT DATA {{ <https://example.org/n> <https://example.org/is> {number} }}"
        people.post("/sparql", data={"update": update}, headers=key).raise_for_status()
        found = ask(people, f"ASK {{ <https://example.org/n> <https://example.org/is> {number} }}")
        assert found.json()["boolean"] is True


def test_writing_needs_the_key(people: httpx.Client) -> None:
    assert "key" in fault(people.post("/sparql", data={"update": "CLEAR ALL"}), 401)
    assert "key" in fault(people.delete("/graphs?default", headers={"X-API-Key": "another"}), 401)


@pytest.mark.parametrize("name", ENDLESS)
def test_a_runaway_is_ended_by_the_first_limit_it_meets(limited: httpx.Client, name: str) -> None:
    answer = ask_again(limited, ENDLESS[name])
    detail = fault(answer, answer.status_code)
    assert (answer.status_code, detail.partition(";")[0]) in (
        (504, "the query took longer than 2 s"),
        (507, "the query needs more than 200 MB of memory"),
    )
    assert goes_on(limited)


@pytest.fixture(scope="module")
def limited(
    serve_for_module: Serve, key: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> httpx.Client:
    """A service that allows a query little."""
    data = tmp_path_factory.mktemp("limited")
    return filled(serve_for_module(data=data, plain=True, query_timeout_s=2.0, query_memory_mb=200), key)


def test_time_is_limited(limited: httpx.Client) -> None:
    assert "longer than 2 s" in fault(ask_again(limited, ENDLESS["product"]), 504)


def test_memory_is_limited(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0, query_memory_mb=200)
    assert "more than 200 MB of memory" in fault(ask(client, ENDLESS["sorted"]), 507)
    assert ask(client, "ASK { }").json()["boolean"] is True


def test_a_query_that_needs_more_memory_than_a_short_one_gets_it(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0, query_memory_mb=400, readers_memory_mb=2500)
    query = f"""SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {{ {product(240, 2)} }}
        BIND(CONCAT("{"x" * 1000}", STR(?v0), " ", STR(?v1)) AS ?x) }}"""
    answer = ask_again(client, query)
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(240**2)


def test_readers_need_some_memory() -> None:
    with pytest.raises(UsageError, match=r"ONUS_READERS_MEMORY_MB=2000: too little .*: 3712 MB"):
        create_app(Settings(readers_memory_mb=2000))


def test_an_answer_over_its_limit_is_refused(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0, query_result_mb=1)
    assert "larger than 1 MB" in fault(ask(client, product(40, 4)), 507)
    assert len(ask(client, product(10, 3)).json()["results"]["bindings"]) == 1000


def test_an_answer_that_fails_after_it_began_is_cut_off_not_ended(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0, query_result_mb=2)
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
        ask(client, product(40, 4))
    assert goes_on(client)


def test_a_long_answer_arrives_whole(people: httpx.Client) -> None:
    answer = people.post("/sparql", data={"query": product(20, 4)}, headers={"accept": "text/csv"})
    assert len(answer.text.splitlines()) == 1 + 20**4


def test_too_many_queries_are_told_to_come_back(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0, query_queue=2)

    async def crowd() -> None:
        async with httpx.AsyncClient(base_url=client.base_url, timeout=60) as visitors:
            running = [asyncio.create_task(endless(visitors, "product")) for _ in range(2)]
            await until(lambda: ask(client, "ASK { }").status_code == 503)
            answer = ask(client, "ASK { }")
            assert "too many queries" in fault(answer, 503)
            assert int(answer.headers["retry-after"]) > 0
            await leave(running)
            await until(lambda: ask(client, "ASK { }").status_code == 200)

    asyncio.run(crowd())


def test_who_reads_slowly_keeps_nobody_waiting(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0)
    long = product(25, 4)

    async def crowd() -> None:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=client.base_url, timeout=60, limits=limits) as visitors:
            begun = []
            for _ in range(12):
                request = visitors.build_request("POST", "/sparql", data={"query": long}, headers=JSON)
                begun.append(await visitors.send(request, stream=True))
            statuses = [answer.status_code for answer in begun]
            assert statuses == [200] * 8 + [503] * 4
            for _ in range(5):
                assert (await asyncio.to_thread(ask, client, "ASK { }")).json()["boolean"] is True
            for answer in begun:
                await answer.aclose()
            await until(lambda: begins(client, long))

    asyncio.run(crowd())


def test_ordinary_queries_are_answered_among_runaways(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=60.0, query_memory_mb=200)

    async def crowd() -> None:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=client.base_url, timeout=60, limits=limits) as visitors:
            names = [name for name in ENDLESS for _ in range(6)][:32]
            running = [asyncio.create_task(endless(visitors, name)) for name in names]
            for number in range(20):
                query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ 1 2 {number} }} }}"
                answer = await visitors.post("/sparql", data={"query": query}, headers=JSON)
                assert answer.json()["results"]["bindings"][0]["n"]["value"] == "3"
            await leave(running)

    asyncio.run(crowd())


def test_two_hundred_at_once_are_answered_or_told_to_come_back(people: httpx.Client) -> None:
    async def crowd() -> list[int]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=people.base_url, timeout=60, limits=limits) as visitors:
            asking = (visitors.get("/sparql", params={"query": "ASK { }"}) for _ in range(200))
            return [answer.status_code for answer in await asyncio.gather(*asking)]

    statuses = asyncio.run(crowd())
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= 64
    assert ask(people, "ASK { }").status_code == 200


def begins(client: httpx.Client, query: str) -> bool:
    with client.stream("POST", "/sparql", data={"query": query}, headers=JSON) as answer:
        return answer.status_code == 200


async def endless(visitors: httpx.AsyncClient, name: str) -> None:
    """Ask for what never ends; again where there is no room yet."""
    status = 503
    while status == 503:
        answer = await visitors.post("/sparql", data={"query": ENDLESS[name]}, headers=JSON)
        status = answer.status_code


async def leave(running: list[asyncio.Task[None]]) -> None:
    for visitor in running:
        visitor.cancel()
    await asyncio.gather(*running, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    """Wait until it holds, half the time that a runaway may take."""
    end = time.monotonic() + 30
    while not await asyncio.to_thread(condition):
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_a_reader_has_no_network() -> None:
    with listening() as (address, arrived):
        port = int(address.rpartition(":")[2].rstrip("/"))
        connect = f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=5)"
        assert subprocess.run([sys.executable, "-c", connect], capture_output=True).returncode == 0
        assert arrived()
        may_leave = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True)
        if may_leave.returncode:
            pytest.skip("this system gives no process a network of its own")
        confined = f"from {confine.__module__} import confine; confine(); {connect}"
        ended = subprocess.run([sys.executable, "-c", confined], capture_output=True, text=True)
        assert "unreachable" in ended.stderr
        assert not arrived()


class listening:  # noqa: N801
    """A port of this machine, and whether somebody has called it since last asked."""

    def __enter__(self) -> tuple[str, Callable[[], bool]]:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/", self._arrived

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _arrived(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True
