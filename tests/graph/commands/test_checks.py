"""`onus verify` and `onus validate` pass on what this program wrote, and fail where it was altered."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.store import open_store


def test_what_was_ingested_passes(store: Callable[..., Any]) -> None:
    verified = store("verify")
    assert (verified.code, verified.out, verified.complaint) == (0, "", "every hash and every quote stands")
    validated = store("validate")
    assert (validated.code, validated.out, validated.complaint) == (0, "", "all as the vocabulary has it")


def test_one_altered_byte_of_a_text_is_found(store: Callable[..., Any], tmp_path: Path) -> None:
    (text,) = (tmp_path / "data" / "texts").glob("*/*.txt")
    text.write_bytes(text.read_bytes().replace(b"16", b"61"))
    ran = store("verify")
    assert ran.code == 1
    assert "articles/story: its text cannot be checked" in ran.out
    assert ran.complaint == "onus: 1 problem found"


def test_one_altered_letter_of_a_quote_is_found(store: Callable[..., Any], tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as opened:
        opened.update(
            "DELETE { GRAPH ?g { ?c <https://w3id.org/onus/exact> ?quote } }"
            "INSERT { GRAPH ?g { ?c <https://w3id.org/onus/exact> ?other } }"
            "WHERE { GRAPH ?g { ?c <https://w3id.org/onus/exact> ?quote }"
            ' BIND(REPLACE(?quote, "backed", "bucked") AS ?other) FILTER(?other != ?quote) }'
        )
    ran = store("verify")
    assert ran.code == 1
    assert "its quote does not stand in the text" in ran.out


def test_an_edge_without_a_claim_is_found(store: Callable[..., Any], tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as opened:
        opened.update(
            "PREFIX onus: <https://w3id.org/onus/> INSERT DATA {"
            " GRAPH <https://w3id.org/onus/graph/direct> { onus:a onus:supports onus:b } }"
        )
    ran = store("validate")
    assert ran.code == 1
    assert "supports" in ran.out
    assert ran.err.splitlines()[-1].endswith("found")
