"""Trains the classifier of claims and writes its weights.

    python -m training.claims --eval DIR [--out FILE] [--validate]

Learns from the annotated articles of DIR/train (without those of unread.txt) and DIR/synthetic which
candidates are claims: first a logistic regression over the features of single places, then, on its
out-of-fold scores, boosted trees over whole triples. `--validate` cross-validates over articles and writes
nothing. Everything is seeded: the same input gives the same file. Only weights are written, by feature name.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from graph.extraction.classify import model as shipped
from graph.extraction.classify.model import BoostedTrees, Model
from graph.extraction.classify.places import Context, place_features
from graph.extraction.classify.triples import Triple, group_triples, triple_figures, triple_of
from graph.extraction.english import prepare
from graph.extraction.relations import Candidate, find_candidates
from graph.model import Article

SETS = ("train", "synthetic")
SEED = 0
FOLDS = 5
RAREST = 3  # articles that a feature must be seen in
ELSEWHERE = 0.4  # weight of a place that names a claimed triple away from its annotated quote
STRENGTH = 0.1  # inverse of the regularisation of the place model
Floats = NDArray[np.float64]


@dataclass
class Example:
    """One annotated article: its candidates with features, and which are claimed."""

    article: str
    folder: str
    context: Context
    candidates: list[Candidate]
    features: list[list[str]]
    labels: Floats
    weights: Floats
    claimed: dict[Triple, bool]
    gold: int = 0
    scores: Floats = field(default_factory=lambda: np.zeros(0))


def read_scorer(folder: Path) -> ModuleType:
    """The module score.py of the evaluation folder."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def read_articles(folder: Path, name: str) -> list[Article]:
    """The articles of one set, without those to be left unread."""
    unread = folder / name / "unread.txt"
    left_out = set(unread.read_text().split()) if unread.exists() else set()
    articles = []
    for line in (folder / name / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        identifier = json.loads(line)["id"]
        if identifier not in left_out:
            text = (folder / name / "texts" / f"{identifier}.txt").read_bytes().decode()
            articles.append(Article(id=identifier, text=text, original_sha256="", media_type="text/plain"))
    return articles


def read_examples(folder: Path, name: str, without: frozenset[str] = frozenset()) -> list[Example]:
    """Every annotated article of a set as an example."""
    score = read_scorer(folder)
    gold = score.read_gold(folder / name / "gold.jsonl")
    lines = (folder / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["id"]: record["claims"] for record in map(json.loads, lines)}
    found = []
    for article in read_articles(folder, name):
        if article.id not in without:
            pairs = list(zip(gold[article.id], records[article.id], strict=True))
            found.append(make_example(article, name, pairs, score))
    return found


def make_example(
    article: Article, folder: str, gold: Sequence[tuple[Any, dict[str, Any]]], score: ModuleType
) -> Example:
    """An article with its candidates held against the gold claims."""
    document, tree = prepare(article)
    context = Context(document, tree)
    candidates = find_candidates(document, tree)
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
    features = [place_features(candidate, context) for candidate in candidates]
    claimed = {triple: bool(found) for triple, found in matches.items()}
    return Example(article.id, folder, context, candidates, features, labels, weights, claimed, len(gold))


def _says(candidate: Candidate, claim: Any, score: ModuleType) -> bool:
    """Whether a candidate says a gold claim, whatever its stance."""
    target = candidate.object if isinstance(candidate.object, str) else candidate.object.name
    triple = score.Triple(candidate.subject.name, candidate.relation, target, claim.triple.stance)
    return bool(score.credit(triple, claim) == 1.0)


# Learning


@dataclass
class PlaceModel:
    """A logistic regression over feature names."""

    names: dict[str, int]
    regression: LogisticRegression

    def score(self, examples: Sequence[Example]) -> None:
        """Fills the scores of the examples' candidates."""
        for example in examples:
            example.scores = np.zeros(0)
            if example.candidates:
                example.scores = self.regression.predict_proba(_matrix([example], self.names))[:, 1]


def _matrix(examples: Sequence[Example], names: dict[str, int]) -> csr_matrix:
    starts, columns = [0], []
    for example in examples:
        for features in example.features:
            columns += sorted({names[name] for name in features if name in names})
            starts.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(starts) - 1, len(names)))


def fit_places(examples: Sequence[Example]) -> PlaceModel:
    """Learns which places say their triple."""
    seen: Counter[str] = Counter()
    for example in examples:
        seen.update({name for features in example.features for name in features})
    kept = sorted(name for name, count in seen.items() if count >= RAREST)
    names = {name: index for index, name in enumerate(kept)}
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=SEED)
    regression.fit(
        _matrix(examples, names),
        np.concatenate([example.labels for example in examples]),
        sample_weight=np.concatenate([example.weights for example in examples]),
    )
    return PlaceModel(names, regression)


def folds(examples: Sequence[Example], number: int, seed: int) -> list[list[int]]:
    """The indices of the examples in folds, by a hash of their article's id."""
    order = sorted(range(len(examples)), key=lambda i: zlib.crc32(f"{examples[i].article}/{seed}".encode()))
    return [order[start::number] for start in range(number)]


def fit(examples: Sequence[Example]) -> tuple[PlaceModel, HistGradientBoostingClassifier]:
    """Learns both models, the second on scores that the first gave to articles it had not seen."""
    for held_out in folds(examples, FOLDS, SEED):
        inside = set(held_out)
        seen = [example for index, example in enumerate(examples) if index not in inside]
        fit_places(seen).score([examples[index] for index in held_out])
    rows, labels = _triples(examples)
    trees = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.05,
        max_leaf_nodes=10,
        min_samples_leaf=30,
        l2_regularization=5.0,
        random_state=SEED,
    )
    trees.fit(rows, labels)
    return fit_places(examples), trees


def _triples(examples: Iterable[Example]) -> tuple[Floats, Floats]:
    rows: list[list[float]] = []
    labels: list[float] = []
    for example in examples:
        for candidate, score in zip(example.candidates, example.scores, strict=True):
            candidate.score = float(score)
        groups = group_triples(example.candidates)
        rows += triple_figures(groups, example.context)
        labels += [float(example.claimed[triple]) for triple in groups]
    return np.array(rows), np.array(labels)


def best_threshold(chances: Floats, labels: Floats, gold: int) -> tuple[float, float, float, float]:
    """The threshold with the best F1 over triples, with F1, precision and recall there."""
    best = (0.0, 0.0, 0.0, 0.0)
    for threshold in np.arange(0.1, 0.8, 0.02):
        taken = chances >= threshold
        right, number = labels[taken].sum(), taken.sum()
        f1 = 2 * right / (number + gold)
        if f1 > best[1]:
            best = (float(round(threshold, 2)), float(f1), float(right / max(number, 1)), float(right / gold))
    return best


def cross_validate(examples: Sequence[Example]) -> tuple[float, float, float, float]:
    """Threshold, F1, precision and recall over the triples of set `train`, each article unseen when scored."""
    chances, labels, gold = [], [], 0
    for held_out in folds(examples, FOLDS, SEED + 1):
        inside = set(held_out)
        places, trees = fit([example for index, example in enumerate(examples) if index not in inside])
        unseen = [examples[index] for index in held_out if examples[index].folder == "train"]
        places.score(unseen)
        rows, right = _triples(unseen)
        chances.append(trees.predict_proba(rows)[:, 1])
        labels.append(right)
        gold += sum(example.gold for example in unseen)
    return best_threshold(np.concatenate(chances), np.concatenate(labels), gold)


# Writing


def export(places: PlaceModel, trees: HistGradientBoostingClassifier, threshold: float) -> dict[str, Any]:
    """Both models as plain values, rounded."""
    weights = {
        name: round(float(weight), 3)
        for name, weight in zip(places.names, places.regression.coef_[0], strict=True)
        if abs(weight) >= 0.005
    }
    return {
        "bias": round(float(places.regression.intercept_[0]), 4),
        "weights": weights,
        "trees": _export_trees(trees),
        "threshold": threshold,
    }


def _export_trees(trees: HistGradientBoostingClassifier) -> dict[str, Any]:
    predictors = [stage[0].nodes for stage in trees._predictors]
    size = max(len(nodes) for nodes in predictors)
    found: dict[str, Any] = {name: [] for name in ("figure", "threshold", "left", "right", "value")}
    for nodes in predictors:
        rows: dict[str, list[float]] = {name: [] for name in found}
        for index in range(size):
            node = nodes[index] if index < len(nodes) else None
            leaf = node is None or bool(node["is_leaf"])
            rows["figure"].append(0 if leaf or node is None else int(node["feature_idx"]))
            rows["threshold"].append(0.0 if leaf or node is None else float(node["num_threshold"]))
            rows["left"].append(index if leaf or node is None else int(node["left"]))
            rows["right"].append(index if leaf or node is None else int(node["right"]))
            rows["value"].append(round(float(node["value"]), 6) if leaf and node is not None else 0.0)
        for name, values in rows.items():
            found[name].append(values)
    found["depth"] = int(max(nodes["depth"].max() for nodes in predictors)) + 1
    found["base"] = float(np.ravel(trees._baseline_prediction)[0])
    return found


def to_model(data: dict[str, Any]) -> Model:
    """The exported values as the extractor uses them."""
    trees = data["trees"]
    arrays = {name: np.array(trees[name]) for name in ("figure", "threshold", "left", "right", "value")}
    return Model(
        data["bias"],
        data["weights"],
        BoostedTrees(**arrays, depth=trees["depth"], base=trees["base"]),
        data["threshold"],
    )


def train(examples: Sequence[Example], threshold: float) -> dict[str, Any]:
    """The weights learned from the examples."""
    places, trees = fit(examples)
    return export(places, trees, threshold)


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--eval", type=Path, required=True, metavar="DIR", help="folder with train, synthetic and score.py"
    )
    parser.add_argument(
        "--out", type=Path, default=Path(shipped.__file__).parent / shipped.WEIGHTS, metavar="FILE"
    )
    parser.add_argument("--validate", action="store_true", help="cross-validate and write nothing")
    options = parser.parse_args(arguments)
    examples = [example for name in SETS for example in read_examples(options.eval, name)]
    threshold, f1, precision, recall = cross_validate(examples)
    print(
        f"cross-validated over train: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f} at {threshold:.2f}"
    )
    if not options.validate:
        data = train(examples, threshold)
        text = json.dumps(data, sort_keys=True, separators=(",", ":"))
        options.out.write_bytes(gzip.compress(text.encode(), mtime=0))
        print(f"{len(data['weights'])} weights written to {options.out}")


if __name__ == "__main__":
    main()
