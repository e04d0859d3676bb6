"""When an act is said to have been: one rule on the command line, over REST and for one actor alone.

The moment is the date of the act, else that of its end, else the day of publication; an act lasts until its
end. `from` asks whether it lasts until then, `until` whether it has begun.
"""

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from graph.ingest import initialise
from graph.model import ArticleRecord, Claim, Party, Quote
from graph.store import open_store
from graph.texts import TextFolder
from graph.writer import Writer

ALPHA, BETA = (Party(name=name, kind="ArmedGroup") for name in ("Alpha Front", "Beta Front"))
DATES: dict[str, dict[str, str]] = {
    "year": {"date": "2010"},
    "month": {"date": "2019-10"},
    "day": {"date": "2019-10-20"},
    "ended": {"date_end": "2019-05"},
    "lasting": {"date": "2018", "date_end": "2021"},
    "undated": {},
}
MOMENTS = [
    ("2010", "year", True),
    ("2018", "lasting", True),
    ("2019-05", "ended", True),
    ("2019-10", "month", True),
    ("2019-10-20", "day", True),
    ("2023-01-02", "undated", False),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with an article for each of the ways of dating."""
    folder = tmp_path_factory.mktemp("dated")
    texts = TextFolder(folder / "texts")
    with open_store(folder) as store:
        initialise(store)
        writer = Writer(store)
        for name, dates in DATES.items():
            text = f"Alpha Front backs Beta Front ({name})."
            digest = texts.write(text)
            record = ArticleRecord(
                id=name,
                text_sha256=digest,
                original_sha256=digest,
                media_type="text/plain",
                extractor="invented/1",
                published="2023-01-02",
            )
            claim = Claim(
                article=name,
                subject=ALPHA,
                relation="supports",
                object=BETA,
                stance="asserts",
                status="reported",
                quote=Quote(exact=text, start=0, end=len(text)),
                extractor="invented/1",
                **dates,  # type: ignore[arg-type]
            )
            writer.put(record, [claim])
    return folder


@pytest.fixture(scope="module")
def client(serve_for_module: Callable[..., httpx.Client], data: Path) -> httpx.Client:
    """A client of a service over a copy, since the command line cannot open a store that is served."""
    return serve_for_module(data=shutil.copytree(data, data.with_name("served")))


def moments(client: httpx.Client, **asked: str) -> list[tuple[str, str, bool]]:
    page = client.get("/timeline", params=asked).json()
    assert page["total"] == len(page["items"])
    return [(each["when"], each["claim"]["article"]["id"], each["dated"]) for each in page["items"]]


@pytest.mark.parametrize("asked", [{}, {"until": "2030"}, {"from": "2010"}, {"relation": "supports"}])
def test_what_is_asked_on_top_changes_no_date(client: httpx.Client, asked: dict[str, str]) -> None:
    assert moments(client, **asked) == MOMENTS
    assert moments(client, actor="Alpha Front", **asked) == MOMENTS


def test_a_dossier_has_the_same_dates(client: httpx.Client) -> None:
    (actor,) = (each for each in client.get("/actors").json()["items"] if each["name"] == "Alpha Front")
    shown = client.get(actor["href"]).json()["timeline"]["items"]
    found = [(each["when"], each["claim"]["article"]["id"], each["dated"]) for each in shown]
    assert found == MOMENTS[::-1]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2010", "2010", ["year"]),
        ("2010-12-31", "2011", ["year"]),
        ("2019-06", "2019-10", ["lasting", "month", "day"]),
        ("2019-10", "2019-10-19", ["lasting", "month"]),
        ("2019-10-20", "2019-10-20", ["lasting", "month", "day"]),
        ("2019-10-21", "", ["lasting", "month", "undated"]),
        ("2019-11", "", ["lasting", "undated"]),
        ("2020-10-10", "2022", ["lasting"]),
        ("2022", "2023-01-01", []),
        ("", "2019-05-10", ["year", "lasting", "ended"]),
    ],
)
def test_from_and_until(
    client: httpx.Client, data: Path, since: str, until: str, expected: list[str]
) -> None:
    asked = {name: value for name, value in (("from", since), ("until", until)) if value}
    assert [article for _, article, _ in moments(client, **asked)] == expected
    assert [article for _, article, _ in moments(client, actor="Beta Front", **asked)] == expected
    command = [sys.executable, "-m", "graph", "query", "timeline", "--data", str(data), "--format", "csv"]
    for name, value in asked.items():
        command += ["--param", f"{name}={value}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    told = [row["article"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(ran.stdout))]
    assert told == expected
