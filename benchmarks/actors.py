"""How many of the gold parties are found in their article, and found again at the claims' quotes.

    python -m benchmarks.actors --eval DIR [--errors] [--claims]

A party is *found* where some form of one predicted actor is an accepted name, *named* where that actor's
chosen name is, and *met* where a mention in the quote's sentences
resolves to such an actor, *near* with one sentence to each side as well.
*Merged* counts pairs of different gold parties whose names ended up in one actor. `--claims` reads the
claims as well: *strange* is the share of the parties they name that no gold claim of the article names.
The articles of train/unread.txt are never opened; the others are halved by id, so that what rules learn
from the first half is measured on the second.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from graph.extraction import extract_claims
from graph.extraction.actors import read_actors
from graph.extraction.document import Actor, Document, parse_article
from graph.model import Article
from training.annotated import read_article, read_learnable, read_records, read_scorer


@dataclass(slots=True)
class Party:
    """One gold party: its accepted names, folded and as written."""

    accepted: frozenset[str]
    names: tuple[str, ...]
    role: str


@dataclass(slots=True)
class Tally:
    """Counts over one set of articles."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    words: int = 0

    def share(self, part: str, whole: str) -> str:
        total = self.counts[whole]
        return f"{self.counts[part] / total:9.3f}" if total else f"{'-':>9}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.actors", description=__doc__.partition("\n")[0])
    parser.add_argument("--eval", type=Path, required=True, help="folder that holds dev, train and synthetic")
    parser.add_argument(
        "--errors", action="store_true", help="list what is missed in train's first half and synthetic"
    )
    parser.add_argument("--claims", action="store_true", help="read the claims too, and whom they name")
    options = parser.parse_args(arguments)
    fold = read_scorer(options.eval).fold
    rows = {}
    for name, folder, records in _sets(options.eval):
        rows[name] = tally = Tally()
        for identifier, claims in records:
            article = read_article(folder, identifier)
            document = parse_article(article)
            started = time.process_time()
            read_actors(document)
            tally.seconds += time.process_time() - started
            tally.words += len(document.doc)
            misses = _measure(document, claims, tally, fold)
            if options.claims:
                misses += _strangers(article, claims, tally, fold)
            if options.errors and name in ("train a", "synthetic"):
                for miss in misses:
                    print(f"{identifier}  {miss}")
    header = (
        "parties",
        "found",
        "named",
        "speakers",
        "named",
        "quotes",
        "met",
        "merged",
        "strange",
        "actors",
        "words/s",
    )
    print(f"{'':10}" + "".join(f"{column:>9}" for column in header))
    for name, tally in rows.items():
        counts = tally.counts
        cells = [
            f"{counts['party']:9}",
            tally.share("party found", "party"),
            tally.share("party named", "party"),
            f"{counts['speaker']:9}",
            tally.share("speaker named", "speaker"),
            f"{counts['quote']:9}",
            tally.share("quote met", "quote"),
            tally.share("quote near", "quote"),
            f"{counts['merged']:9}",
            tally.share("strange", "named in claims"),
            f"{counts['actors'] / counts['articles']:9.1f}",
            f"{tally.words / tally.seconds:9.0f}",
        ]
        print(f"{name:10}" + "".join(cells))


def _sets(folder: Path) -> Iterator[tuple[str, Path, list[tuple[str, list[dict[str, Any]]]]]]:
    train = read_learnable(folder / "train")
    yield "train a", folder / "train", train[::2]
    yield "train b", folder / "train", train[1::2]
    yield "synthetic", folder / "synthetic", list(read_records(folder / "synthetic").items())
    yield "dev", folder / "dev", list(read_records(folder / "dev").items())


def _measure(document: Document, claims: list[dict[str, Any]], tally: Tally, fold: Any) -> list[str]:
    counts = tally.counts
    counts["articles"] += 1
    counts["actors"] += len(document.actors)
    forms = {actor: {fold(name) for name in (actor.name, *actor.aliases)} for actor in document.actors}
    names = {fold(actor.name) for actor in document.actors}
    misses = []
    parties: dict[tuple[str, frozenset[str]], Party] = {}
    for claim in claims:
        for party in _parties(claim, fold):
            parties.setdefault(("speaker" if party.role == "speaker" else "party", party.accepted), party)
    for (role, accepted), party in parties.items():
        found = any(accepted & known for known in forms.values())
        named = bool(accepted & names)
        counts[role] += 1
        counts[f"{role} found"] += found
        counts[f"{role} named"] += named
        if not named:
            holders = [actor.name for actor, known in forms.items() if accepted & known]
            misses.append(f"{role:8} {' | '.join(party.names)}  ~ {holders}")
    for claim in claims:
        if "start" not in claim:
            continue
        met, span = _actors_near(document, claim["start"], claim["end"], 0)
        near = {fold(actor.name) for actor in _actors_near(document, claim["start"], claim["end"], 1)[0]}
        met_names = {fold(actor.name) for actor in met}
        for party in _parties(claim, fold):
            if party.role == "speaker":
                continue
            counts["quote"] += 1
            counts["quote met"] += bool(party.accepted & met_names)
            counts["quote near"] += bool(party.accepted & near)
            if not party.accepted & met_names and party.accepted & names:
                misses.append(
                    f"quote    {' | '.join(party.names)}  ~ {sorted(a.name for a in met)} :: {span}"
                )
    actors = [p.accepted for (role, _), p in parties.items() if role == "party"]
    for one, other in combinations(actors, 2):
        if not one & other:
            both = [actor for actor, known in forms.items() if one & known and other & known]
            counts["merged"] += bool(both)
            if both:
                misses.append(f"merged   {sorted(one)} + {sorted(other)} in {both}")
    return misses


def _strangers(article: Article, claims: list[dict[str, Any]], tally: Tally, fold: Any) -> list[str]:
    """Counts whom the claims read name, and tells who of them no gold claim names."""
    known = {name for claim in claims for party in _parties(claim, fold) for name in party.accepted}
    named = [
        party.name
        for claim in extract_claims(article)
        for party in (claim.subject, claim.object)
        if not isinstance(party, str)
    ]
    strange = [name for name in named if fold(name) not in known]
    tally.counts["named in claims"] += len(named)
    tally.counts["strange"] += len(strange)
    return [f"strange  {name}" for name in strange]


def _parties(claim: dict[str, Any], fold: Any) -> Iterator[Party]:
    for role in ("subject", "object"):
        if isinstance(claim[role], list):
            yield Party(frozenset(map(fold, claim[role])), tuple(claim[role]), role)
    for names in claim["asserters"]:
        yield Party(frozenset(map(fold, names)), tuple(names), "speaker")


def _actors_near(document: Document, start: int, end: int, around: int) -> tuple[list[Actor], str]:
    """The actors mentioned in the sentences that a quote touches and `around` to each side, and these."""
    whole = list(document.doc.sents)
    touched = [i for i, s in enumerate(whole) if s.start_char < end and s.end_char > start]
    if not touched:
        return [], ""
    sentences = whole[max(0, touched[0] - around) : touched[-1] + around + 1]
    first, last = sentences[0].start, sentences[-1].end
    met = [m.actor for m in document.mentions if first <= m.span.start < last]
    return met, " ".join(document.doc[first:last].text.split())


if __name__ == "__main__":
    main()
