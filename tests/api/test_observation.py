"""What the service tells its keeper of requests and queries."""

import json
import re
import socket
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

Serve = Callable[..., httpx.Client]


def figure(client: httpx.Client, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    assert found, name
    return float(found[1])


def statuses_until(client: httpx.Client, query: str, expected: int) -> list[int]:
    """What each asking met, until the status expected: a busy machine may take longer than is allowed."""
    met: list[int] = []
    while expected not in met:
        assert len(met) < 50, met
        met.append(client.get("/sparql", params={"query": query}).status_code)
    return met


def test_each_request_is_a_line_of_json(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    client = serve(plain=True, body_limit_mb=1)
    caplog.set_level("INFO", logger="onus.requests")
    answers = [
        client.get("/sparql", params={"query": "ASK { }"}),
        client.get("/sparql", params={"query": "nothing"}),
        client.get("/nowhere/secret"),
        client.post("/sparql", content=b"x" * (2 << 20)),
    ]
    client.get("/metrics")  # so that the lines before are there
    lines = [json.loads(record.message) for record in caplog.records if record.name == "onus.requests"]
    told = [(line["method"], line["route"], line["status"], line["outcome"]) for line in lines[:4]]
    assert told == [
        ("GET", "/sparql", 200, "answered"),
        ("GET", "/sparql", 400, "refused"),
        ("GET", "other", 404, "refused"),
        ("POST", "other", 413, "refused"),
    ]
    assert [line.get("form") for line in lines[:4]] == ["ask", None, None, None]
    assert lines[1]["fault"] == "Query"
    assert [line["id"] for line in lines[:4]] == [answer.headers["x-query-id"] for answer in answers]
    assert all(line["ms"] >= 0 for line in lines)
    assert "secret" not in caplog.text


def test_a_line_says_why_whoever_asked_first(
    serve: Serve, caplog: pytest.LogCaptureFixture, key: dict[str, str]
) -> None:
    client = serve()
    caplog.set_level("INFO", logger="onus.requests")
    with ThreadPoolExecutor(6) as visitors:
        statuses = list(visitors.map(lambda _: client.get("/claims/0000").status_code, range(12)))
    assert [*statuses, client.get("/claims/0000", headers=key).status_code] == [404] * 13
    client.get("/metrics")  # so that the lines before are there
    lines = [json.loads(record.message) for record in caplog.records if record.name == "onus.requests"]
    assert [line.get("fault") for line in lines if line["route"] == "/claims/{id}"] == ["Unknown claim"] * 13


def test_who_leaves_in_the_middle_of_a_body_is_a_line_of_json(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    client = serve(plain=True)
    caplog.set_level("INFO")
    head = "POST /sparql HTTP/1.1\r\nHost: onus\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with socket.create_connection((client.base_url.host, client.base_url.port or 0)) as sender:
        sender.sendall(f"{head}Content-Length: 1000\r\n\r\nquery=".encode())
        while figure(client, "onus_requests_in_flight") < 2:
            pass
    while figure(client, "onus_requests_in_flight") > 1:
        pass
    told = [json.loads(record.message) for record in caplog.records if record.name == "onus.requests"]
    assert [line["outcome"] for line in told if line["route"] == "/sparql"] == ["left"]
    assert "Traceback" not in caplog.text


def test_figures_follow_what_happens(serve: Serve) -> None:
    client = serve(plain=True, query_timeout_s=2.0)
    values = " ".join(map(str, range(99)))
    endless = " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(9))
    met: Counter[int] = Counter()
    count = f"SELECT (COUNT(*) AS ?n) {{ {endless} }}"
    for query, status in (("ASK { }", 200), (count, 504), ("nothing", 400)):
        met.update(statuses := statuses_until(client, query, status))
        assert set(statuses) <= {status, 503, 504}
    assert figure(client, 'onus_queries_total{outcome="answered"}') == 1
    assert figure(client, 'onus_queries_total{outcome="timeout"}') == met[504]
    assert figure(client, "onus_readers_killed_total") >= 1
    assert figure(client, "onus_queries_in_flight") == 0
    labels = 'method="GET",route="/sparql",status="504",outcome="failed"'
    assert figure(client, f"onus_requests_total{{{labels}}}") == met[504]
    assert figure(client, 'onus_request_seconds_bucket{route="/sparql",le="+Inf"}') == met.total()
    assert figure(client, 'onus_request_seconds_count{route="/sparql"}') == met.total()
    assert figure(client, 'onus_query_seconds_count{form="ask",pace="quick"}') == 1
    assert figure(client, 'onus_query_seconds_count{form="select",pace="long"}') >= 1
    assert figure(client, 'onus_query_seconds_sum{form="select",pace="long"}') >= 1
    buckets = re.findall(r'bucket{route="/sparql",le="[^"]+"} (\d+)', client.get("/metrics").text)
    assert sorted(map(int, buckets)) == list(map(int, buckets))
    assert figure(client, 'onus_request_seconds_sum{route="/sparql"}') >= 1
