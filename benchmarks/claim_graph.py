"""Writes a claim graph of the real shape and any size, as N-Quads that `onus import` takes.

    python -m benchmarks.claim_graph CLAIMS OUTPUT.nq [--seed N]

Invented articles of five claims each, between as many actors as a twentieth of the claims. Who is named
follows a Zipf distribution: a few actors stand in very many claims, most in few. The quads are made by
the code that makes those of real articles; the same size and seed give the same file.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from graph.evidence import Statement, edge_triples, order_triples, statements
from graph.identity import Identity
from graph.ingest import initialise
from graph.iris import ACTORS, DEFAULT_BASE, DIRECT, EDGES, ORDER
from graph.model import ACCUSATION, ActorKind, ArticleRecord, Claim, Party, Quote
from graph.projection import Facts, actor_facts, actor_triples, direct_triples
from graph.quads import article_quads
from graph.store import EmbeddedStore
from graph.vocabulary import support_kinds, violations

CLAIMS_PER_ARTICLE = 5
KINDS: tuple[ActorKind, ...] = ("ArmedGroup", "Person", "State", "GovernmentBody", "Organization")
RELATIONS = {ACCUSATION: 40, "supports": 25, "memberOf": 12, "leads": 10, "opposes": 8, "metWith": 5}
EXTRACTOR = "claim-graph/1"


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("claims", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with chosen.output.open("wb") as output:
        write_claim_graph(output, chosen.claims, chosen.seed)


def write_claim_graph(output: BinaryIO, claims: int, seed: int = 1) -> None:
    """Write a whole store of that many claims, and all that follows from them, as N-Quads."""
    with EmbeddedStore() as empty:
        initialise(empty)
        empty.dump(output)
    identity = Identity(DEFAULT_BASE)
    edges: defaultdict[str, list[Statement]] = defaultdict(list)
    facts: dict[NamedNode, Facts] = {}
    for record, stated in claim_articles(claims, seed):
        quads = article_quads(record, stated, base=DEFAULT_BASE, resolve=identity.resolve)
        serialize(quads, output, RdfFormat.N_QUADS)
        triples = [quad.triple for quad in quads]
        for each in statements(triples):
            edges[each.key].append(each)
        for actor, shown in actor_facts(triples).items():
            facts[actor] = facts.get(actor, Facts()) | shown
    for graph_name, follows in (
        (DIRECT, (_direct(about) for about in edges.values())),
        (ORDER, (order_triples(DEFAULT_BASE, about) for about in edges.values())),
        (EDGES, (edge_triples(DEFAULT_BASE, about) for about in edges.values())),
        (ACTORS, (actor_triples(DEFAULT_BASE, actor, shown) for actor, shown in facts.items())),
    ):
        for made in follows:
            made_quads = [Quad(each.subject, each.predicate, each.object, graph_name) for each in made]
            serialize(made_quads, output, RdfFormat.N_QUADS)


def _direct(about: list[Statement]) -> set[Triple]:
    borne_out = (each for each in about if each.bears_out)
    return {
        triple for each in borne_out for triple in direct_triples(each.subject, each.relation, each.target)
    }


def claim_articles(claims: int, seed: int) -> Iterator[tuple[ArticleRecord, list[Claim]]]:
    """Articles with their claims, `claims` in all; the same for the same seed."""
    chance = random.Random(seed)
    actors = [
        Party(name=f"{kind} Number {number}", kind=kind, aliases=(f"N{number}",))
        for number, kind in enumerate(chance.choices(KINDS, k=max(10, claims // 20)))
    ]
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(actors))))
    codes, supports = sorted(violations()), sorted(support_kinds())
    for start in range(0, claims, CLAIMS_PER_ARTICLE):
        article = f"invented-{start}"
        published = (date(2010, 1, 1) + timedelta(days=chance.randrange(5000))).isoformat()
        stated = []
        for number in range(min(CLAIMS_PER_ARTICLE, claims - start)):
            relation = chance.choices(list(RELATIONS), list(RELATIONS.values()))[0]
            subject, other, asserter = chance.choices(actors, cum_weights=weights, k=3)
            exact = (
                f"{asserter.name} said of {subject.name}, in sentence {number} of {article}, this and that."
            )
            stated.append(
                Claim(
                    article=article,
                    subject=subject,
                    relation=relation,
                    object=chance.choice(codes) if relation == ACCUSATION else other,
                    stance="denies" if chance.random() < 0.1 else "asserts",
                    status="alleged" if relation == ACCUSATION else "reported",
                    quote=Quote(exact=exact, start=200 * number, end=200 * number + len(exact)),
                    extractor=EXTRACTOR,
                    asserter=asserter if chance.random() < 0.7 else None,
                    support_kind=chance.choice(supports) if relation == "supports" else None,
                    date=published,
                )
            )
        yield _record(article, published, chance), stated


def _record(article: str, published: str, chance: random.Random) -> ArticleRecord:
    return ArticleRecord(
        id=article,
        text_sha256=f"{chance.getrandbits(256):064x}",
        original_sha256=f"{chance.getrandbits(256):064x}",
        media_type="text/plain",
        extractor=EXTRACTOR,
        title=f"An invented report, {article}",
        publisher=f"Invented Paper {chance.randrange(100)}",
        published=published,
        language="en",
    )


if __name__ == "__main__":
    main()
