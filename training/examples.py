"""The annotated articles that the classifier of claims learns from, each held against what is read in it."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.extraction.classify.article import actor_features, code_features
from graph.extraction.classify.context import Context
from graph.extraction.classify.places import place_features
from graph.extraction.classify.triples import Triple, triple_of
from graph.extraction.english import prepare
from graph.extraction.relations import Candidate, find_candidates
from graph.model import ACCUSATION, Article
from training.annotated import read_article, read_records, read_scorer, read_unread
from training.annotations import INVENTED, unpack_all
from training.passages import cut_passages

ELSEWHERE = 0.4  # weight of a place that names a claimed triple away from its annotated quote
# A triple met at n places weighs √n in all: what an article says again and again is one thing to learn.
Floats = NDArray[np.float64]
Pair = tuple[Any, dict[str, Any]]
"""A gold claim as the scorer reads it, and its record."""
SETS = ("train", "synthetic")


@dataclass
class Part:
    """What one linear model learns of an article: rows of feature names, whether each is so, its weight."""

    features: list[list[str]]
    labels: Floats
    weights: Floats
    matrix: csr_matrix | None = None


@dataclass
class Example:
    """One annotated article, or a passage of one: its candidates, the parts learned of it, and which triples
    are claimed; `folder` is empty for passages, which nothing is measured on."""

    article: str
    folder: str
    context: Context
    candidates: list[Candidate]
    parts: dict[str, Part]
    actors: list[int]
    codes: list[str]
    claimed: dict[Triple, bool]
    gold: int
    scores: dict[str, Floats] = field(default_factory=dict)


def read_examples(folder: Path, score: ModuleType, without: frozenset[str] = frozenset()) -> list[Example]:
    """Every annotated article of a set and some passages of each, but those left out or to be left unread."""
    gold = score.read_gold(folder / "gold.jsonl")
    left_out = without | read_unread(folder)
    found = []
    for identifier, records in read_records(folder).items():
        if identifier not in left_out:
            article = read_article(folder, identifier)
            pairs = list(zip(gold[identifier], records, strict=True))
            found.append(make_example(article, folder.name, pairs, score))
            found += [make_example(*passage, score) for passage in _passages(article, pairs)]
    return found


def read_all(
    evaluation: Path, hrdsattack: Path | None, without: frozenset[str] = frozenset()
) -> list[Example]:
    """Everything that there is to learn from: two sets of the evaluation, the articles invented for this
    project and those of HRDsAttack that it has annotated itself (see annotations.py)."""
    score = read_scorer(evaluation)
    folders = [*(evaluation / name for name in SETS), INVENTED]
    found = [example for folder in folders for example in read_examples(folder, score, without)]
    if hrdsattack:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "annotated"
            unpack_all(hrdsattack, folder)
            found += read_examples(folder, score, without)
    return found


def _passages(article: Article, gold: Sequence[Pair]) -> Iterator[tuple[Article, str, list[Pair]]]:
    """Some passages of an article, with its claims and where their quotes stand in the passage."""
    for start, end in cut_passages(article.text, article.id):
        moved = [(claim, _moved(record, -start)) for claim, record in gold]
        yield replace(article, text=article.text[start:end]), "", moved


def _moved(record: dict[str, Any], by: int) -> dict[str, Any]:
    places: dict[str, Any] = {name: record[name] + by for name in ("start", "end") if name in record}
    return {**record, **places}


def make_example(article: Article, folder: str, gold: Sequence[Pair], score: ModuleType) -> Example:
    """An article with its candidates held against the gold claims."""
    document, tree = prepare(article)
    candidates = find_candidates(document, tree)
    context = Context(document, tree, candidates)
    matches: dict[Triple, list[dict[str, Any]]] = {}
    labels, weights = np.zeros(len(candidates)), np.ones(len(candidates))
    for index, candidate in enumerate(candidates):
        triple = triple_of(candidate)
        if triple not in matches:
            matches[triple] = [record for claim, record in gold if _says(candidate, claim, score)]
        if not matches[triple]:
            continue
        labels[index] = 1.0
        start, end = tree.spans[candidate.sentence]
        low, high = document.doc[start].idx, document.doc[end - 1].idx
        quoted = [r for r in matches[triple] if "start" in r]
        if quoted and not any(r["start"] <= high and r["end"] > low for r in quoted):
            weights[index] = ELSEWHERE
    places = Counter(map(triple_of, candidates))
    weights /= np.sqrt([places[triple_of(candidate)] for candidate in candidates])
    claimed = {triple: bool(found) for triple, found in matches.items()}
    accused = {who for (relation, who, _), right in claimed.items() if right and relation == ACCUSATION}
    told = {what for (relation, _, what), right in claimed.items() if right and relation == ACCUSATION}
    actors, codes = actor_features(candidates, context), code_features(candidates, context)
    parts = {
        "places": Part([place_features(candidate, context) for candidate in candidates], labels, weights),
        "actors": _part(list(actors.values()), [key in accused for key in actors]),
        "codes": _part(list(codes.values()), [code in told for code in codes]),
    }
    return Example(
        article.id, folder, context, candidates, parts, list(actors), list(codes), claimed, len(gold)
    )


def _part(features: list[list[str]], labels: list[bool]) -> Part:
    return Part(features, np.array(labels, dtype=float), np.ones(len(labels)))


def _says(candidate: Candidate, claim: Any, score: ModuleType) -> bool:
    """Whether a candidate says a gold claim, whatever its stance."""
    target = candidate.object if isinstance(candidate.object, str) else candidate.object.name
    triple = score.Triple(candidate.subject.name, candidate.relation, target, claim.triple.stance)
    return bool(score.credit(triple, claim) == 1.0)
