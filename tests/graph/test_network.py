"""Networks of a few invented actors."""

from io import BytesIO
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.drawing import draw_svg
from graph.network import (
    Network,
    Term,
    centrality,
    communities,
    ego_network,
    evidence_paths,
    most_borne_out,
    responsibility_paths,
    support_network,
    write_gexf,
    write_graphml,
)

ONUS = "https://w3id.org/onus/"


def solution(
    subject: str, relation: str, target: str, *, articles: int = 1, denials: int = 0, speakers: str = "A"
) -> dict[str, Term]:
    kind = NamedNode(ONUS + "Person")
    return {
        "subject": NamedNode(f"https://example.org/{subject}"),
        "subjectName": Literal(subject.title()),
        "subjectKind": kind,
        "relation": NamedNode(ONUS + relation),
        "object": NamedNode(f"https://example.org/{target}"),
        "objectName": Literal(target.title()),
        "objectKind": kind,
        "articles": Literal(articles),
        "assertions": Literal(articles),
        "denials": Literal(denials),
        "speakers": Literal(speakers),
        "publishers": Literal("The Herald\nThe Post"),
        "supportKinds": Literal(""),
        "first": Literal("2020-01-02"),
        "last": Literal("2021"),
    }


def iri(name: str) -> str:
    return f"https://example.org/{name}"


@pytest.fixture
def network() -> Network:
    return support_network(
        [
            solution("state", "supports", "front", articles=3, speakers="A\nB"),
            solution("neighbour", "supports", "front", denials=1),
            solution("front", "leads", "brigade"),
            solution("rival", "opposes", "front"),
            solution("front", "opposes", "rival", articles=2, speakers="C"),
            solution("far", "metWith", "off"),
        ]
    )


def test_edges_carry_what_bears_them_out(network: Network) -> None:
    edge = network.edges[iri("state"), iri("front"), "supports"]
    assert (edge["articles"], edge["speakers"], edge["weight"]) == (3, ["A", "B"], 5)
    assert edge["publishers"] == ["The Herald", "The Post"]
    assert network.nodes[iri("state")] == {"name": "State", "kind": "Person"}


def test_a_relation_that_holds_both_ways_is_one_edge(network: Network) -> None:
    edge = network.edges[iri("front"), iri("rival"), "opposes"]
    assert not network.has_edge(iri("rival"), iri("front"))
    assert (edge["articles"], edge["speakers"]) == (3, ["A", "C"])


def test_weakly_borne_out_edges_can_be_left_out() -> None:
    network = support_network(
        [solution("a", "supports", "b", articles=2), solution("c", "supports", "b")], minimum_articles=2
    )
    assert set(network) == {iri("a"), iri("b")}


def test_an_ego_network_ends_at_its_depth(network: Network) -> None:
    assert set(ego_network(network, [iri("brigade")], 1)) == {iri("brigade"), iri("front")}
    assert iri("far") not in ego_network(network, [iri("brigade")], 5)
    assert not ego_network(network, [iri("nobody")])


def test_responsibility_runs_from_backers_to_the_accused(network: Network) -> None:
    paths = responsibility_paths(network, iri("brigade"), max_steps=2)
    told = [[(step.subject, step.relation) for step in path] for path in paths]
    assert told[0] == [(iri("front"), "leads")]
    assert [(iri("state"), "supports"), (iri("front"), "leads")] in told
    assert all(step.relation != "opposes" for path in paths for step in path)
    assert len(responsibility_paths(network, iri("brigade"), max_steps=1)) == 1


def test_responsibility_goes_round_no_circle() -> None:
    network = support_network([solution("a", "supports", "b"), solution("b", "supports", "a")])
    assert len(responsibility_paths(network, iri("a"), max_steps=5)) == 1


def test_evidence_paths_go_either_way_along_an_edge(network: Network) -> None:
    (path,) = evidence_paths(network, iri("state"), iri("neighbour"))
    assert [(step.subject, step.object, step.reversed) for step in path] == [
        (iri("state"), iri("front"), False),
        (iri("neighbour"), iri("front"), True),
    ]
    assert evidence_paths(network, iri("state"), iri("far")) == []
    assert evidence_paths(network, iri("state"), iri("nobody")) == []
    assert evidence_paths(network, iri("state"), iri("neighbour"), max_steps=1) == []


def test_the_most_connected_come_first_and_bind_others(network: Network) -> None:
    shares = centrality(network)
    assert next(iter(shares)) == iri("front")
    assert sum(shares.values()) == pytest.approx(1)
    assert communities(network)[0] == {iri(name) for name in ("state", "neighbour", "front", "brigade")}
    small, left_out = most_borne_out(network, 2, keep=[iri("off")])
    assert set(small) == {iri("front"), iri("off")}
    assert left_out == len(network) - 2


def test_exchange_formats_are_read_back(network: Network) -> None:
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        output = BytesIO()
        write(network, output)
        again = read(BytesIO(output.getvalue()))
        assert set(again) == set(network)
        assert again.number_of_edges() == network.number_of_edges()
        assert again.nodes[iri("state")]["label"] == "State"


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60), st.integers(0, 3))
def test_any_name_gives_a_picture_that_is_xml(name: str, denials: int) -> None:
    found = solution("a", "supports", "b", denials=denials)
    found["subjectName"] = Literal(name.encode("utf-8", "replace").decode())
    network = support_network([found])
    drawn = draw_svg(network, f"Who backs {name}".encode("utf-8", "replace").decode())
    ElementTree.fromstring(drawn)  # noqa: S314  # our own drawing
    assert "<script" not in drawn
    assert ("stroke-dasharray" in drawn) is (denials > 0)
    assert draw_svg(network, "x") == draw_svg(network, "x")


def test_a_picture_can_be_read() -> None:
    backers = [solution(f"backer-{number}", "supports", "front") for number in range(30)]
    pairs = [solution(f"leader-{number}", "leads", f"group-{number}") for number in range(30)]
    drawn = draw_svg(support_network(backers + pairs), "Who backs whom")
    root = ElementTree.fromstring(drawn)  # noqa: S314  # our own drawing
    names = [
        (float(each.get("x", "")), float(each.get("y", "")), 7.2 * len(each.text or ""), each.text or "")
        for each in root.findall("{*}text[@class='name']")
    ]
    assert "Front" in {name for _, _, _, name in names}  # whom most is said of
    for x, y, width, name in names:
        for other_x, other_y, other_width, other in names:
            apart = abs(x - other_x) >= (width + other_width) / 2 or abs(y - other_y) >= 13
            assert apart or name == other, (name, other)
    # Which way each edge goes is painted last.
    heads = [at for at, each in enumerate(root) if (each.get("d") or "").endswith("z")]
    assert len(heads) == len(backers) + len(pairs)
    assert min(heads) > max(at for at, each in enumerate(root) if each.get("class") == "name")
    height = float(root.get("height", "0"))
    ys = [float(each.get("cy", "")) for each in root.findall("{*}circle")]
    assert max(ys) - min(ys) > 0.7 * height


def test_an_empty_network_says_so() -> None:
    assert "Nobody is said to" in draw_svg(support_network([]), "Nothing")
    assert communities(support_network([])) == []


def test_a_picture_names_no_speaker_where_none_is_known() -> None:
    drawn = draw_svg(support_network([solution("ann", "supports", "bob", speakers="")]), "x")
    assert "Ann supports Bob, it is said: 1 article</title>" in drawn
