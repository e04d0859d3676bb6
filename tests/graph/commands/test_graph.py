"""Articles in, questions answered, decisions taken: the commands on a real store."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SUPPORT = "SELECT DISTINCT ?who { ?who <https://w3id.org/onus/supports> ?whom }"


def claims(onus: Callable[..., Any], actor: str = "Khalifa Haftar") -> list[dict[str, str]]:
    """The solutions of supporters-of."""
    ran = onus("query", "supporters-of", "--param", f"actor={actor}", "--format", "csv")
    assert ran.code == 0
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_ingest_sums_up_and_twice_changes_nothing(
    onus: Callable[..., Any], tmp_path: Path, story: str
) -> None:
    (tmp_path / "story.txt").write_text(story)
    first = onus("ingest", tmp_path / "story.txt")
    assert "articles new" in first.out
    assert "claims: supports" in first.out
    again = onus("ingest", tmp_path / "story.txt")
    assert "articles unchanged" in again.out
    assert "claims" not in again.out
    (tmp_path / "story.txt").write_text(story + "\nHaftar is also backed by Russia.\n")
    assert "articles replaced" in onus("ingest", tmp_path / "story.txt").out
    assert {"Egypt", "Russia"} <= {claim["backerName"] for claim in claims(onus)}


def test_ingest_names_what_it_skips_and_keeps_the_rest(
    onus: Callable[..., Any], tmp_path: Path, story: str
) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(json.dumps({"id": "good", "text": story}) + '\n{"id": "bad", "text": \n')
    ran = onus("ingest", feed)
    assert ran.code == 1
    assert ran.complaint.startswith(f"onus: skipped {feed}:2: malformed JSON")
    assert "articles skipped" in ran.out
    assert claims(onus)


def two_stories(folder: Path, story: str) -> tuple[Path, Path]:
    """Unrelated articles in files of one name."""
    paths = (folder / "a" / "story.txt", folder / "b" / "story.txt")
    for path, text in zip(paths, (story, "Russia supports Khalifa Haftar, officials said.\n"), strict=True):
        path.parent.mkdir()
        path.write_text(text)
    return paths


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_the_second_file_of_an_id_is_skipped_and_the_rest_read(
    onus: Callable[..., Any], tmp_path: Path, story: str, command: str
) -> None:
    first, second = two_stories(tmp_path, story)
    (tmp_path / "c.txt").write_text("France supports Khalifa Haftar, officials said.\n")
    ran = onus(command, first, second, tmp_path / "c.txt")
    assert (ran.code, ran.complaint) == (1, f"onus: skipped {second}: its id 'story' is that of {first}")
    if command == "ingest":
        assert {claim["backerName"] for claim in claims(onus)} == {"Egypt", "France"}
    else:
        assert '"article": "c"' in ran.out


def test_an_unrelated_article_takes_no_others_place_unasked(
    onus: Callable[..., Any], tmp_path: Path, story: str
) -> None:
    first, second = two_stories(tmp_path, story)
    assert onus("ingest", first).code == 0
    ran = onus("ingest", second)
    assert (ran.code, ran.complaint) == (
        1,
        f"onus: skipped {second}: the graph has another article of the id 'story': rename this one, "
        "or give --replace",
    )
    assert {claim["backerName"] for claim in claims(onus)} == {"Egypt"}
    assert "articles replaced" in onus("ingest", "--replace", second).out
    assert {claim["backerName"] for claim in claims(onus)} == {"Russia"}


def test_withdrawn_articles_leave_nothing(store: Callable[..., Any], tmp_path: Path) -> None:
    ran = store("withdraw", "story")
    assert (ran.code, ran.complaint) == (0, "withdrew story")
    assert store("query", SUPPORT, "--format", "csv").out.split() == ["who"]
    assert not list((tmp_path / "data" / "texts").glob("*/*"))
    again = store("withdraw", "story")
    assert again.code == 1
    assert again.complaint.startswith("onus: no article ")


def test_supporters_with_quotes_speakers_and_denial(store: Callable[..., Any]) -> None:
    ran = store("query", "supporters-of", "--param", "actor=Khalifa Haftar")
    assert ran.code == 0
    assert "Supporters of an actor" in ran.out
    assert "Egypt denies" in ran.out
    assert "backed by Egypt”" in " ".join(ran.out.split())
    assert {claim["stance"].rpartition("/")[2] for claim in claims(store)} == {"asserts", "denies"}


def test_tables_fit_the_terminal(store: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    for arguments in (["supporters-of", "-p", "actor=Khalifa Haftar"], []):
        assert max(map(len, store("query", *arguments).out.splitlines())) <= 70


def test_sparql_of_all_forms(store: Callable[..., Any], tmp_path: Path) -> None:
    rows = store("query", SUPPORT, "--format", "csv").out.splitlines()
    assert rows[0] == "who"
    assert len(rows) == 2
    answer = json.loads(store("query", SUPPORT, "--format", "json").out)
    assert answer["head"] == {"vars": ["who"]}
    assert answer["results"]["bindings"] == [{"who": {"type": "uri", "value": rows[1]}}]
    file = tmp_path / "question.rq"
    file.write_text("CONSTRUCT { ?a ?p $whom } { ?a ?p $whom }")
    turtle = store("query", file, "--param", "whom=onus:supports", "--format", "turtle")
    assert "onus:supports" in turtle.out
    assert store("query", "ASK { ?s ?p ?o }").out == "yes\n"
    assert store("query", "ASK { ?s ?p 17 }", "--format", "json").out == '{"head": {}, "boolean": false}\n'
    assert store("query", "SELECT * { ?s ?p 'nowhere' }").complaint == "nothing found"


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["supporters-of", "-p", "actor=Nobody At All"], 1, "no actor is known as 'Nobody At All'"),
        (["supporters-of"], 1, "the parameter 'actor' is missing"),
        (["supporters-of", "-p", "actor=Egypt", "-p", "x=1"], 1, "supporters-of has no parameter 'x'"),
        (["suporters-of", "-p", "actor=Egypt"], 1, "no query 'suporters-of'; did you mean supporters-of"),
        (["SELECT ?s { ?s ?p "], 1, "SPARQL does not parse at line 1"),
        (["SELECT ?s { ?s a onus:Claim }"], 1, "SPARQL does not parse at line 1, column 28: the pre"),
        (["missing query"], 1, "neither a SPARQL query nor an update"),
        (["SELECT ?s { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], 1, "SERVICE and LOAD are not allowed"),
        (["DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"], 1, "claims change only by articles and decisions"),
        (["SELECT ?s { ?s ?p ?o }", "--format", "turtle"], 2, "--format turtle is for CONSTRUCT"),
        (["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "--format", "csv"], 2, "--format csv is for SELECT"),
        (["supporters-of-accused", "-p", "violation=nonsense"], 1, "no violation code 'nonsense'"),
    ],
)
def test_bad_questions_are_one_line(
    store: Callable[..., Any], arguments: list[str], code: int, complaint: str
) -> None:
    ran = store("query", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.complaint.startswith(f"onus: {complaint}")


def test_no_store_and_no_endpoint_are_one_line(onus: Callable[..., Any], tmp_path: Path, story: str) -> None:
    missing = onus("query", "counts", "--data", tmp_path / "nowhere")
    assert (missing.code, missing.out) == (1, "")
    assert missing.complaint.startswith(f"onus: no store in {tmp_path}/nowhere: run 'onus ingest' first")
    assert not (tmp_path / "nowhere").exists()
    unreachable = onus("query", "counts", "--endpoint", "http://127.0.0.1:1/query")
    assert (unreachable.code, unreachable.out) == (1, "")
    assert "127.0.0.1:1" in unreachable.complaint
    (tmp_path / "story.txt").write_text(story)
    ingesting = onus("ingest", tmp_path / "story.txt", "--endpoint", "http://127.0.0.1:1/query")
    assert (ingesting.code, ingesting.out) == (1, "")
    assert "127.0.0.1:1" in ingesting.complaint


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.txt", b"", "no text in it"),
        ("binary.txt", bytes(range(256)) * 9, "binary data, not text"),
        ("latin.txt", "Caf\xe9 bombed".encode("latin-1"), "byte 0xe9 at byte offset 3"),
        ("large.txt", b"Egypt backs Haftar. " * 2_500_000, "50,000,000 bytes; at most 5,000,000 are read"),
        ("lines.jsonl", b'{"text": "Egypt backs Khalifa Haftar', "lines.jsonl:1: malformed JSON"),
        ("picture.png", b"\x89PNG", "unknown kind of file"),
    ],
)
def test_bad_articles_are_one_line_and_nothing_is_lost(
    store: Callable[..., Any], tmp_path: Path, name: str, content: bytes, complaint: str
) -> None:
    before = claims(store)
    (tmp_path / name).write_bytes(content)
    ran = store("ingest", tmp_path / name)
    assert ran.code == 1
    assert ran.complaint.startswith(f"onus: skipped {tmp_path / name}:")
    assert complaint in ran.complaint
    assert claims(store) == before


def test_a_store_in_use_is_one_line(store: Callable[..., Any], tmp_path: Path) -> None:
    from graph.store import open_store

    with open_store(tmp_path / "data"):
        ran = store("query", "counts")
    assert ran.code == 1
    assert "is in use by another process" in ran.complaint


def test_reviews_are_decisions_that_can_be_undone(store: Callable[..., Any]) -> None:
    (asserted,) = (claim for claim in claims(store) if claim["stance"].endswith("asserts"))
    claim_id = asserted["claim"].rpartition("/")[2]
    ran = store("decide", "reject", claim_id, "--reason", "misread", "--author", "Jane Doe")
    assert ran.code == 0
    assert ran.complaint.startswith("decision 1: rejected ")
    assert claims(store) == []
    listed = store("decide", "list").out
    assert "misread" in listed
    assert "Jane Doe" in listed
    assert store("decide", "undo", "1", "--reason", "read again").code == 0
    assert len(claims(store)) == 2
    for state in ("accept", "withhold"):
        assert store("decide", state, asserted["claim"], "--reason", "read").code == 0
    assert claims(store) == []


def test_corrections_stand_in_the_claims_place(store: Callable[..., Any]) -> None:
    (denied,) = (claim for claim in claims(store) if claim["stance"].endswith("denies"))
    correct = ("decide", "correct", denied["claim"], "--reason", "it is the speaker's own")
    unknown = store(*correct, "--set", "nonsense=1")
    assert (unknown.code, unknown.complaint.partition(";")[0]) == (2, "onus: no field 'nonsense'")
    ungrounded = store(*correct, "--set", "subject=Burkina Faso", "--set", "subject_kind=State")
    assert ungrounded.code == 1
    assert "Burkina Faso" in ungrounded.complaint
    assert store(*correct, "--set", "subject=Burkina Faso").code == 2
    before = store("export", "--format", "nquads").out
    for change in ("status=", "stance=", "subject=", "status=foo", "mode=xx", "date=banana", "deaths=-1"):
        refused = store(*correct, "--set", change)
        assert (refused.code in (1, 2), refused.out) == (True, "")
        assert change.partition("=")[0] in refused.complaint.replace("a date", "date")
    assert store("export", "--format", "nquads").out == before
    assert store(*correct, "--set", "support_kind=funding", "--set", "date=2019").code == 0
    kinds = {claim["supportKind"].rpartition("/")[2] for claim in claims(store)}
    assert "funding" in kinds


def test_merging_actors_and_keeping_them_apart(store: Callable[..., Any]) -> None:
    for arguments in (
        ["merge", "Nobody At All", "Khalifa Haftar"],
        ["keep-apart", "Khalifa Haftar", "Nobody At All"],
    ):
        ran = store("decide", *arguments, "--reason", "x")
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint.startswith("onus: no actor is known as 'Nobody At All'")
    ran = store("decide", "merge", "Khalifa Haftar", "Khalifa Haftar", "--reason", "x")
    assert (ran.code, "one already" in ran.complaint) == (1, True)
    missing = store("decide", "undo", "7", "--reason", "x")
    assert (missing.code, missing.out) == (1, "")


def test_a_mention_is_merged_and_kept_apart(store: Callable[..., Any]) -> None:
    article = "https://w3id.org/onus/data/articles/story"
    found = store(
        "query",
        "SELECT ?mention { ?mention <https://w3id.org/onus/name> 'Khalifa Haftar' }",
        *("--format", "csv"),
    )
    _, mention = found.out.splitlines()
    assert mention.startswith(article + "#")
    nobody = store("decide", "keep-apart", article + "#0", "Khalifa Haftar", "--reason", "x")
    assert (nobody.code, nobody.complaint) == (1, f"onus: nobody is known by {article}#0")
    apart = store("decide", "keep-apart", mention, "Khalifa Haftar", "--reason", "a namesake")
    assert (apart.code, apart.complaint.partition(":")[0]) == (0, "decision 1")
    assert store("decide", "undo", "1", "--reason", "one man").code == 0
    assert store("decide", "merge", mention, "Khalifa Haftar", "--reason", "one man").code == 0


def test_what_happened_later_is_told_and_backed_up(onus: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "listed.txt").write_text("The United States imposed sanctions on the Wagner Group on Friday.")
    assert onus("ingest", tmp_path / "listed.txt").code == 0
    found = onus("query", "SELECT ?claim { ?claim a <https://w3id.org/onus/Claim> }", "--format", "csv")
    _, claim = found.out.splitlines()
    lifted = onus("decide", "correct", claim, "--set", "status=sanctionLifted", "--reason", "since then")
    assert lifted.code == 0
    assert "sanctionLifted" in onus("export", "--format", "csv").out
    onus("export", "--format", "nquads", "--output", tmp_path / "backup.nq")
    assert onus("import", tmp_path / "backup.nq", "--data", tmp_path / "copy").code == 0
    assert onus("validate", "--data", tmp_path / "copy").code == 0
    assert onus("decide", "undo", "1", "--reason", "not yet", "--data", tmp_path / "copy").code == 0


def test_a_merge_with_a_reference_actor_of_another_kind_is_told(
    onus: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Egypt backs Khalifa Haftar. Egypt backs the Derna Brigade.\n")
    assert onus("ingest", tmp_path / "a.txt").code == 0
    ran = onus("decide", "merge", "Derna Brigade", "Egypt", "--reason", "x")
    first, warning = ran.err.splitlines()
    assert (ran.code, first) == (0, "decision 1: actors/derna-brigade-d8b064992cd8 is egypt")
    assert warning == (
        "onus: mind that Derna Brigade (ArmedGroup) is now Egypt (State): undo it if that is wrong"
    )
    assert "Egypt" in onus("actors", "derna").out


def test_actors_are_listed_by_name(store: Callable[..., Any]) -> None:
    assert "Khalifa Haftar" in store("actors", "haftar").out
    assert "Egypt" not in store("actors", "haftar").out
    assert "Egypt" in store("actors", "--kind", "State").out
    assert store("actors", "nobody at all").complaint == "nobody found"
    assert store("actors", "--kind", "Planet").code == 1


def test_the_four_states_that_support_haftar_in_the_seeds(onus: Callable[..., Any], seeds: Path) -> None:
    assert onus("ingest", seeds).code == 0
    found: dict[str, list[dict[str, str]]] = {}
    for claim in claims(onus):
        found.setdefault(claim["backerName"], []).append(claim)
    for state in ("United Arab Emirates", "France", "Russia", "Egypt"):
        assert found.get(state), f"{state} is missing"
        for claim in found[state]:
            assert claim["quote"]
            assert claim["article"]
    shown = onus("query", "supporters-of", "--param", "actor=Khalifa Haftar").out
    for state in ("United Arab Emirates", "France", "Russia", "Egypt"):
        assert state in shown
