"""The trained weights, read once, and how they score: linear models, boosted trees over triples.

Trained by `python -m training.claims`; evaluated here with numpy alone. The file holds weights by feature
name and the trees as arrays, no text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHTS = "weights.json.gz"


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Binary trees whose leaves add up to log-odds: one row a tree in each array, node 0 the root.

    A row of figures goes left where `figure <= threshold`; leaves point at themselves.
    """

    figure: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    base: float

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each row."""
        trees = np.arange(len(self.figure))[None, :]
        node = np.zeros((len(rows), len(self.figure)), dtype=np.int64)
        index = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[index, self.figure[trees, node]] <= self.threshold[trees, node]
            node = np.where(goes_left, self.left[trees, node], self.right[trees, node])
        odds = self.base + self.value[trees, node].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights by feature name, adding up to log-odds."""

    bias: float
    weights: dict[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """The probability for what the features, each counted once, tell of."""
        odds = self.bias + sum(self.weights.get(name, 0.0) for name in sorted(set(features)))
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True)
class Model:
    """Which places say their triple, which actors are accused, which codes are told; the trees over all.

    `threshold` is the probability that is enough for a triple.
    """

    places: LinearModel
    actors: LinearModel
    codes: LinearModel
    trees: BoostedTrees
    threshold: float


@cache
def load_model() -> Model:
    """The weights shipped beside this module."""
    return read_model(json.loads(gzip.decompress((files(__package__) / WEIGHTS).read_bytes())))


def read_model(data: dict[str, Any]) -> Model:
    """The model whose weights are given as plain values, as they are kept in the file."""
    trees = data["trees"]
    return Model(
        places=LinearModel(**data["places"]),
        actors=LinearModel(**data["actors"]),
        codes=LinearModel(**data["codes"]),
        trees=BoostedTrees(
            figure=np.array(trees["figure"], dtype=np.int64),
            threshold=np.array(trees["threshold"], dtype=np.float64),
            left=np.array(trees["left"], dtype=np.int64),
            right=np.array(trees["right"], dtype=np.int64),
            value=np.array(trees["value"], dtype=np.float64),
            depth=trees["depth"],
            base=trees["base"],
        ),
        threshold=data["threshold"],
    )
