"""Actors: lists, dossiers, networks around them, and paths between them."""

from collections.abc import Callable

import httpx
import pytest

Find = Callable[[str], str]


def test_a_dossier_says_who_says_what(client: httpx.Client, find: Find) -> None:
    dossier = client.get(find("Karsu Liberation Army")).json()
    (accusation,) = dossier["accused"]["edges"]
    assert accusation["other"]["name"] == "attack on civilians" or accusation["other"]["iri"].endswith(
        "attackOnCivilians"
    )
    assert [claim["speaker"]["name"] for claim in accusation["claims"]] == ["Lake Watch"]
    assert [claim["speaker"]["name"] for claim in accusation["denials"]] == ["Anton Bolo"]
    assert accusation["statuses"] == {"alleged": 1}
    assert [edge["other"]["name"] for edge in dossier["led_by"]["edges"]] == ["Anton Bolo"]
    assert [edge["other"]["name"] for edge in dossier["opposes"]["edges"]] == ["River Guard"]


def test_a_dossier_groups_support_by_backer_and_kind(client: httpx.Client, find: Find) -> None:
    dossier = client.get(find("Anton Bolo"), params={"claims": 5}).json()
    assert set(dossier["names"]) == {"Bolo", "General Bolo"}
    egypt, france = dossier["supported_by"]["edges"]
    assert (egypt["other"]["name"], france["other"]["name"]) == ("Egypt", "France")
    assert {kind["code"] for kind in egypt["support_kinds"]} == {"weapons", "training"}
    assert egypt["corroboration"] | {"first": None, "last": None} == {
        "articles": 3, "publishers": 2, "speakers": 2, "assertions": 3, "denials": 0,
        "first": None, "last": None,
    }  # fmt: skip
    assert [claim["speaker"]["name"] for claim in france["denials"]] == ["France"]
    assert dossier["accused"]["edges"][0]["statuses"] == {"charged": 1}
    assert [edge["other"]["name"] for edge in dossier["wanted_by"]["edges"]] == [
        "International Criminal Court"
    ]
    assert client.get(egypt["href"]).json()["total"] == 3
    assert client.get(dossier["supported_by"]["href"]).json()["total"] == 5


def test_a_dossier_shows_the_best_corroborated_first_and_counts_all(client: httpx.Client, find: Find) -> None:
    section = client.get(find("Anton Bolo"), params={"edges": 1, "claims": 1}).json()["supported_by"]
    assert [edge["other"]["name"] for edge in section["edges"]] == ["Egypt"]
    assert len(section["edges"][0]["claims"]) == 1
    assert section["total"] == 2


def test_edges_after_the_first_come_without_claims_but_with_their_counts(
    client: httpx.Client, find: Find
) -> None:
    path = find("Anton Bolo")
    full = client.get(path, params={"quoted": 100}).json()["supported_by"]["edges"]
    assert len(full) == 2
    assert all(edge["claims"] for edge in full)
    first, second = client.get(path, params={"quoted": 1}).json()["supported_by"]["edges"]
    assert first == full[0]
    assert second == full[1] | {"claims": [], "denials": []}
    page = client.get(path, params={"quoted": 1}, headers={"accept": "text/html"}).text
    assert page.count(second["href"].replace("&", "&amp;")) == 1
    posts = client.get(path, params={"quoted": 0}).json()["posts"]["edges"]
    assert [len(edge["claims"]) for edge in posts] == [1] * len(posts) != []


def test_the_latest_on_a_dossier_are_the_first_of_its_timeline(client: httpx.Client, find: Find) -> None:
    for actor in client.get("/actors").json()["items"]:
        shown = client.get(actor["href"]).json()["timeline"]
        whole = client.get("/timeline", params={"actor": actor["id"], "sort": "-when"}).json()
        assert shown["total"] == whole["total"]
        assert shown["items"] == whole["items"][:10]
        if shown["next"]:
            following = client.get(shown["next"]).json()["items"]
            assert [*shown["items"], *following][: len(whole["items"])] == whole["items"]


@pytest.mark.parametrize("sort", ["when", "-when"])
def test_the_timeline_of_an_actor_is_its_part_of_the_whole_one(client: httpx.Client, sort: str) -> None:
    whole = client.get("/timeline", params={"sort": sort, "limit": 100}).json()["items"]
    for actor in client.get("/actors").json()["items"]:
        path = f"/timeline?actor={actor['id']}&sort={sort}&limit=2"
        paged = []
        while path:
            page = client.get(path).json()
            paged += page["items"]
            path = page["next"]
        ends = [{moment["claim"][end]["iri"] for end in ("subject", "object")} for moment in whole]
        assert paged == [each for each, named in zip(whole, ends, strict=True) if actor["iri"] in named]


@pytest.mark.parametrize("cursor", ["x", "WyJhIiwiIl0", "WyIyMDIwIiwiPD4iXQ", "WzEsMl0"])
def test_a_cursor_of_no_timeline_is_refused(client: httpx.Client, find: Find, cursor: str) -> None:
    actor = find("Anton Bolo").rpartition("/")[2]
    answer = client.get("/timeline", params={"actor": actor, "cursor": cursor})
    assert answer.status_code == 400
    assert "cursor" in answer.json()["detail"]


def test_a_dossier_counts_as_lists_do(client: httpx.Client) -> None:
    for actor in client.get("/actors").json()["items"]:
        dossier = client.get(actor["href"]).json()
        assert {name: dossier[name] for name in actor} == actor


def test_a_rejected_claim_leaves_the_dossier(
    own_client: httpx.Client, find: Find, key: dict[str, str]
) -> None:
    path = find("Anton Bolo")
    before = own_client.get(path, params={"claims": 20}).json()
    edge = before["supported_by"]["edges"][0]
    claim = edge["claims"][0]
    review = {"kind": "review", "claim": claim["id"], "state": "rejected", "author": "A", "reason": "misread"}
    own_client.post("/decisions", json=review, headers=key).raise_for_status()
    after = own_client.get(path, params={"claims": 20}).json()
    assert after["claims"] == before["claims"] - 1
    assert after["timeline"]["total"] == before["timeline"]["total"] - 1
    same = next(one for one in after["supported_by"]["edges"] if one["other"] == edge["other"])
    assert [one["id"] for one in same["claims"]] == [one["id"] for one in edge["claims"][1:]]
    assert sum(same["statuses"].values()) == sum(edge["statuses"].values()) - 1


def test_a_reference_actor_that_nobody_names_has_an_empty_dossier(client: httpx.Client) -> None:
    dossier = client.get("/actors/iceland").json()
    assert (dossier["name"], dossier["kinds"], dossier["claims"]) == ("Iceland", ["State"], 0)
    assert dossier["accused"]["edges"] == []


def test_claims_of_an_actor_by_role(client: httpx.Client, find: Find) -> None:
    path = f"{find('Anton Bolo')}/claims"
    totals = [
        client.get(path, params={"as": role}).json()["total"] for role in ("subject", "object", "either")
    ]
    assert totals == [3, 5, 8]
    assert client.get(path, params={"subject": "Egypt"}).json()["total"] == 3


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": "ArmedGroup"}, {"Karsu Liberation Army", "River Guard"}),
        ({"violation": "war crimes"}, {"Anton Bolo", "Karsu Liberation Army"}),
        ({"min_claims": 4}, {"Anton Bolo", "Karsu Liberation Army"}),
    ],
)
def test_filters(client: httpx.Client, filters: dict[str, str], expected: set[str]) -> None:
    assert {item["name"] for item in client.get("/actors", params=filters).json()["items"]} == expected


@pytest.mark.parametrize("sort", ["-claims", "-accusations", "name"])
def test_pages_hold_every_actor_once_in_order(client: httpx.Client, sort: str) -> None:
    whole = client.get("/actors", params={"sort": sort}).json()["items"]
    paged = []
    path: str | None = f"/actors?sort={sort}&limit=3"
    while path:
        page = client.get(path).json()
        paged += page["items"]
        path = page["next"]
    assert paged == whole
    key = {"-claims": "claims", "-accusations": "accusations", "name": "name"}[sort]
    values = [item[key] for item in whole]
    assert values == sorted(values, reverse=sort != "name")


def names(network: dict[str, list[dict[str, str]]]) -> set[str]:
    return {node["name"] for node in network["nodes"]}


def test_the_network_around_an_actor_grows_with_depth(client: httpx.Client, find: Find) -> None:
    path = f"{find('Anton Bolo')}/network"
    near = {"Anton Bolo", "Egypt", "France", "Karsu Liberation Army"}
    assert names(client.get(path).json()) == near
    assert names(client.get(path, params={"depth": 2}).json()) == near | {"River Guard"}
    assert names(client.get(path, params={"depth": 3}).json()) == near | {"River Guard", "Khalifa Haftar"}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"relation": "supports"}, {"Anton Bolo", "Egypt", "France"}),
        ({"kind": "State"}, {"Anton Bolo", "Egypt", "France"}),
        ({"exclude_publisher": "Evening Star"}, {"Anton Bolo", "Egypt", "Karsu Liberation Army"}),
        ({"min_articles": 2}, {"Anton Bolo", "Egypt"}),
        ({"from": "2019-06"}, {"Anton Bolo", "Egypt", "France"}),
        ({"until": "2019-05"}, {"Anton Bolo", "Egypt", "Karsu Liberation Army"}),
        ({"relation": "wantedBy"}, {"Anton Bolo", "International Criminal Court"}),
    ],
)
def test_network_filters(client: httpx.Client, find: Find, filters: dict[str, str], left: set[str]) -> None:
    assert names(client.get(f"{find('Anton Bolo')}/network", params=filters).json()) == left


def test_without_a_speaker_an_edge_rests_on_fewer(client: httpx.Client, find: Find) -> None:
    path = f"{find('Anton Bolo')}/network"
    source = client.get("/claims", params={"subject": "France", "stance": "asserts"}).json()["items"][0]
    witness = source["speaker"]["actor"]
    assert (witness["name"], witness["kinds"]) == ("a witness", ["Source"])
    everything = {edge["subject_name"]: edge for edge in client.get(path).json()["edges"]}
    assert everything["Egypt"]["speakers"] == ["Lakeside Post reports", "a witness"]
    assert everything["France"]["denials"] == 1
    fewer = client.get(path, params={"exclude_speaker": "Lake Watch"}).json()
    assert {edge["subject_name"]: edge for edge in fewer["edges"]} == everything
    said = client.get(witness["href"]).json()
    assert {claim["subject"]["name"] for claim in said["claims"]} == {"Egypt", "France"}


def test_a_limit_says_how_many_it_left_out(client: httpx.Client, find: Find) -> None:
    around = client.get(f"{find('Anton Bolo')}/network", params={"limit": 2}).json()
    assert names(around) == {"Anton Bolo", "Egypt"}
    assert around["left_out"] == 2
    whole = client.get("/network", params={"limit": 3}).json()
    assert len(whole["nodes"]) == 3
    assert whole["left_out"] == len(client.get("/network").json()["nodes"]) - 3


def test_paths_show_the_claims_on_every_step(client: httpx.Client) -> None:
    asked = {"from": "Egypt", "to": "Haftar", "max_steps": 6}
    (path,) = client.get("/paths", params=asked).json()["paths"]
    ends = [(step["start"]["name"], step["edge"]["relation"], step["end"]["name"]) for step in path["steps"]]
    assert ends == [
        ("Egypt", "supports", "Anton Bolo"),
        ("Anton Bolo", "leads", "Karsu Liberation Army"),
        ("Karsu Liberation Army", "opposes", "River Guard"),
        ("River Guard", "supports", "Khalifa Haftar"),
    ]
    assert [step["reversed"] for step in path["steps"]] == [False, False, False, True] or path["steps"][3][
        "reversed"
    ]
    assert all(step["claims"] for step in path["steps"])
    assert client.get("/paths", params=asked | {"max_steps": 3}).json()["paths"] == []
    assert client.get("/paths", params={"from": "Egypt", "to": "Egypt"}).json()["paths"] == []
    lines = client.get("/paths", params=asked | {"format": "csv"}).text.splitlines()
    assert len(lines) == 1 + sum(len(step["claims"]) + len(step["denials"]) for step in path["steps"])


@pytest.mark.parametrize(
    ("ends", "filters", "found"),
    [
        (("Egypt", "France"), {}, True),
        (("Egypt", "France"), {"exclude_publisher": "Evening Star"}, False),
        (("Egypt", "France"), {"exclude_speaker": "Lake Watch"}, True),
        (("Egypt", "France"), {"published_from": "2019-06"}, True),
        (("Egypt", "France"), {"published_until": "2019-05"}, False),
        (("Egypt", "France"), {"min_articles": 2}, False),
        (("Egypt", "Karsu Liberation Army"), {"published_until": "2019-05"}, True),
        (("Egypt", "Karsu Liberation Army"), {"published_from": "2019-06"}, False),
    ],
)
def test_path_filters(
    client: httpx.Client, ends: tuple[str, str], filters: dict[str, str], found: bool
) -> None:
    asked = {"from": ends[0], "to": ends[1], **filters}
    paths = client.get("/paths", params=asked).json()["paths"]
    assert bool(paths) is found


def test_steps_of_paths_show_only_claims_that_count(client: httpx.Client) -> None:
    asked = {"from": "Egypt", "to": "Karsu Liberation Army"}
    (whole,) = client.get("/paths", params=asked).json()["paths"]
    (fewer,) = client.get("/paths", params=asked | {"exclude_publisher": "Evening Star"}).json()["paths"]

    def publishers(path: dict[str, list[dict[str, list[dict[str, dict[str, str]]]]]]) -> list[str]:
        return [claim["article"]["publisher"] for step in path["steps"] for claim in step["claims"]]

    assert "Evening Star" in publishers(whole)
    assert set(publishers(fewer)) == {"Lakeside Post"}
    assert len(publishers(fewer)) == len(publishers(whole)) - 1


def test_an_edge_that_holds_both_ways_links_to_the_claims_of_either(
    own_client: httpx.Client, key: dict[str, str]
) -> None:
    (edge,) = own_client.get("/network", params={"relation": "opposes"}).json()["edges"]
    assert edge["symmetric"]
    (claim,) = own_client.get(edge["href"]).json()["items"]
    assert {claim["subject"]["iri"], claim["object"]["iri"]} == {edge["subject"], edge["object"]}
    correction = {
        "kind": "review",
        "claim": claim["id"],
        "state": "corrected",
        "changes": {"subject": claim["object"]["name"], "object": claim["subject"]["name"]},
        "author": "A. Reader",
        "reason": "the other way round",
    }
    own_client.post("/decisions", json=correction, headers=key).raise_for_status()
    (turned,) = own_client.get("/network", params={"relation": "opposes"}).json()["edges"]
    assert turned["href"] == edge["href"]
    (found,) = own_client.get(turned["href"]).json()["items"]
    assert found["subject"] == claim["object"] | {"named": found["subject"]["named"]}
