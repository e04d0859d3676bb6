"""Claims of annotated articles by weights that have not seen them: cross-validated, or learned without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.extraction.classify.model import Model, load_model, read_model
from graph.extraction.english import claims_of
from graph.model import Claim
from training.annotated import read_article
from training.claims import export, fit, folds, index_features
from training.examples import Example, read_all


def cross_validated(folder: Path, corpus: Path | None) -> tuple[list[Claim], set[str]]:
    """The claims of every readable article of train, by weights learned without it, and the articles' ids."""
    examples = read_all(folder, corpus)
    names = index_features(examples)
    claims: list[Claim] = []
    seen: set[str] = set()
    for held_out in folds(examples, 5, 1):
        inside = set(held_out)
        model = _learn([example for index, example in enumerate(examples) if index not in inside], names)
        for example in (examples[index] for index in held_out):
            if example.folder == "train":
                claims += claims_of(read_article(folder / "train", example.article), model)
                seen.add(example.article)
    return claims, seen


def learned_without(folder: Path, corpus: Path, left_out: frozenset[str]) -> Model:
    """A model learned from all annotated articles but some."""
    examples = read_all(folder, corpus, left_out)
    return _learn(examples, index_features(examples))


def _learn(examples: Sequence[Example], names: dict[str, list[str]]) -> Model:
    """What the examples teach, at the threshold shipped."""
    return read_model(export(fit(examples), names, load_model().threshold))
