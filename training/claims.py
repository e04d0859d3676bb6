"""Trains the classifier of claims and writes its weights.

    python -m training.claims --eval DIR [--hrdsattack DIR] [--out FILE] [--validate]

Learns from the annotated articles of DIR/train (without those of unread.txt) and DIR/synthetic, from those
invented for this project and those of HRDsAttack that it annotated itself, which candidates are claims: first
logistic regressions over the features of single places, of actors and of codes, then, on their out-of-fold
scores, boosted trees over whole triples. `--validate` cross-validates over articles and writes nothing.
Everything is seeded: the same input gives the same file. Only weights are written, by feature name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from graph.extraction.classify import model as shipped
from graph.extraction.classify.triples import group_triples, triple_figures
from training.examples import Example, Floats, read_all

SEED = 0
F1_KEPT = 0.96  # for some more precision: a wrong edge is worse than a missing one
STEP = 0.05  # between thresholds: finer ones would follow the noise of some hundred articles
FOLDS = 5
RAREST = 3  # articles that a feature must be seen in
STRENGTHS = {
    "places": 0.08,
    "actors": 0.15,
    "codes": 0.05,
}  # of the linear models, the inverse of regularisation
LEAST = 0.005  # weights nearer to nothing are left out
TREES: dict[str, Any] = {
    "max_iter": 250,
    "learning_rate": 0.05,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "max_features": 0.5,
}
FORESTS = 4
"""Boosted trees learned side by side, each split seeing half the figures; their log-odds are averaged."""

# Learning


@dataclass
class Learned:
    """The linear models by part, and the trees over triples."""

    linear: dict[str, LogisticRegression]
    forests: list[HistGradientBoostingClassifier]

    def chances(self, rows: Floats) -> Floats:
        """The probability of each row of figures."""
        odds = np.mean([trees.decision_function(rows) for trees in self.forests], axis=0)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def index_features(examples: Sequence[Example]) -> dict[str, list[str]]:
    """Gives each part of each example its matrix; the feature names of each part, in the order of columns."""
    names: dict[str, list[str]] = {}
    for part in STRENGTHS:
        seen: Counter[str] = Counter()
        for example in examples:
            seen.update({name for features in example.parts[part].features for name in features})
        names[part] = sorted(name for name, count in seen.items() if count >= RAREST)
        columns = {name: index for index, name in enumerate(names[part])}
        for example in examples:
            starts, found = [0], []
            for features in example.parts[part].features:
                found += sorted({columns[name] for name in features if name in columns})
                starts.append(len(found))
            shape = (len(starts) - 1, len(columns))
            example.parts[part].matrix = csr_matrix((np.ones(len(found)), found, starts), shape=shape)
    return names


def fit_linear(examples: Sequence[Example]) -> dict[str, LogisticRegression]:
    """Learns which places say their triple, which actors are accused, which codes are told of."""
    models = {}
    for part, strength in STRENGTHS.items():
        parts = [example.parts[part] for example in examples if example.parts[part].features]
        model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=SEED)
        labels, weights = (
            np.concatenate([getattr(p, name) for p in parts]) for name in ("labels", "weights")
        )
        weights /= weights.mean()
        models[part] = model.fit(vstack([p.matrix for p in parts]), labels, sample_weight=weights)
    return models


def score_parts(models: dict[str, LogisticRegression], examples: Iterable[Example]) -> None:
    """Fills the scores of the examples."""
    for example in examples:
        for part, model in models.items():
            matrix = example.parts[part].matrix
            empty = matrix is None or not matrix.shape[0]
            example.scores[part] = np.zeros(0) if empty else model.predict_proba(matrix)[:, 1]


def folds(examples: Sequence[Example], number: int, seed: int) -> list[list[int]]:
    """The indices of the examples in folds, by a hash of their article's id: an article is in one of them."""
    articles = {example.article for example in examples}
    order = sorted(articles, key=lambda article: (zlib.crc32(f"{article}/{seed}".encode()), article))
    fold_of = {article: place % number for place, article in enumerate(order)}
    return [
        [index for index, example in enumerate(examples) if fold_of[example.article] == fold]
        for fold in range(number)
    ]


def fit(examples: Sequence[Example]) -> Learned:
    """Learns all, the trees on scores that the linear models gave to articles they had not seen."""
    for held_out in folds(examples, FOLDS, SEED):
        inside = set(held_out)
        seen = [example for index, example in enumerate(examples) if index not in inside]
        score_parts(fit_linear(seen), [examples[index] for index in held_out])
    rows, labels = triple_rows(examples)
    forests = [
        HistGradientBoostingClassifier(random_state=SEED + number, **TREES).fit(rows, labels)
        for number in range(FORESTS)
    ]
    return Learned(fit_linear(examples), forests)


def triple_rows(examples: Iterable[Example]) -> tuple[Floats, Floats]:
    """Figures of every triple of scored examples, and whether it is claimed."""
    rows: list[list[float]] = []
    labels: list[float] = []
    for example in examples:
        for candidate, score in zip(example.candidates, example.scores["places"], strict=True):
            candidate.score = float(score)
        accused = dict(zip(example.actors, map(float, example.scores["actors"]), strict=True))
        told = dict(zip(example.codes, map(float, example.scores["codes"]), strict=True))
        groups = group_triples(example.candidates)
        rows += triple_figures(groups, example.context, accused, told)
        labels += [float(example.claimed[triple]) for triple in groups]
    return np.array(rows), np.array(labels)


def best_threshold(chances: Floats, labels: Floats, gold: int) -> tuple[float, float, float, float]:
    """The highest threshold that keeps most of the best F1 over triples, with F1, precision and recall there.

    Not the best itself: a wrong edge is worse than a missing one.
    """
    found = []
    for threshold in np.arange(0.1, 0.8, STEP):
        taken = chances >= threshold
        right, number = labels[taken].sum(), taken.sum()
        f1 = float(2 * right / (number + gold))
        found.append((float(round(threshold, 2)), f1, float(right / max(number, 1)), float(right / gold)))
    best = max(f1 for _, f1, _, _ in found)
    return max(row for row in found if row[1] >= F1_KEPT * best)


def cross_validate(examples: Sequence[Example]) -> tuple[float, float, float, float]:
    """Threshold, F1, precision and recall over triples of set `train`, each article unseen when scored."""
    chances, labels, gold = [], [], 0
    for held_out in folds(examples, FOLDS, SEED + 1):
        inside = set(held_out)
        learned = fit([example for index, example in enumerate(examples) if index not in inside])
        unseen = [examples[index] for index in held_out if examples[index].folder == "train"]
        score_parts(learned.linear, unseen)
        rows, right = triple_rows(unseen)
        chances.append(learned.chances(rows))
        labels.append(right)
        gold += sum(example.gold for example in unseen)
    return best_threshold(np.concatenate(chances), np.concatenate(labels), gold)


# Writing


def export(learned: Learned, names: dict[str, list[str]], threshold: float) -> dict[str, Any]:
    """All models as plain values, rounded."""
    found: dict[str, Any] = {"threshold": threshold, "trees": _export_trees(learned.forests)}
    for part, model in learned.linear.items():
        found[part] = {
            "bias": round(float(model.intercept_[0]), 4),
            "weights": {
                name: round(float(weight), 3)
                for name, weight in zip(names[part], model.coef_[0], strict=True)
                if abs(weight) >= LEAST
            },
        }
    return found


def _export_trees(forests: list[HistGradientBoostingClassifier]) -> dict[str, Any]:
    """The trees of all forests as one sum, each worth its share of the average."""
    predictors = [stage[0].nodes for trees in forests for stage in trees._predictors]
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
            value = float(node["value"]) / len(forests) if leaf and node is not None else 0.0
            rows["value"].append(round(value, 6))
        for name, values in rows.items():
            found[name].append(values)
    found["base"] = float(np.mean([np.ravel(trees._baseline_prediction)[0] for trees in forests]))
    return found


def main(arguments: list[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--eval", type=Path, required=True, metavar="DIR", help="folder with train, synthetic and score.py"
    )
    parser.add_argument(
        "--hrdsattack", type=Path, metavar="DIR", help="folder of that corpus's train.json.gz and dev.json.gz"
    )
    parser.add_argument(
        "--out", type=Path, default=Path(shipped.__file__).parent / shipped.WEIGHTS, metavar="FILE"
    )
    parser.add_argument("--validate", action="store_true", help="cross-validate and write nothing")
    options = parser.parse_args(arguments)
    examples = read_all(options.eval, options.hrdsattack)
    names = index_features(examples)
    threshold, f1, precision, recall = cross_validate(examples)
    print(f"cross-validated: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f} at {threshold:.2f}")
    if not options.validate:
        data = export(fit(examples), names, threshold)
        text = json.dumps(data, sort_keys=True, separators=(",", ":"))
        options.out.write_bytes(gzip.compress(text.encode(), mtime=0))
        print(f"{sum(len(data[part]['weights']) for part in STRENGTHS)} weights written to {options.out}")


if __name__ == "__main__":
    main()
