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
BLOCK = 256
"""Rows that are scored at once: more would take memory and no less time."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Binary trees whose leaves add up to log-odds: one row a tree in each array.

    Each branch asks whether `figure` of a row is above `threshold`; `kept` has a bit for each leaf that can
    still be reached then. The leaf reached is the first that all branches keep (QuickScorer, Lucchese et
    al., SIGIR 2015). `value` holds the leaves from left to right.
    """

    figure: NDArray[np.int64]
    threshold: NDArray[np.float64]
    kept: NDArray[np.int64]
    value: NDArray[np.float64]
    base: float

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probability of each row."""
        trees, leaves = self.value.shape
        lowest = _lowest_bits(leaves)
        places = np.arange(trees) * leaves
        odds = np.empty(len(rows))
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            above = block[:, self.figure] > self.threshold
            reached = np.bitwise_and.reduce(np.where(above, self.kept, (1 << leaves) - 1), axis=2)
            found = self.value.ravel().take(places + lowest.take(reached))
            odds[start : start + BLOCK] = self.base + found.sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


@cache
def _lowest_bits(size: int) -> NDArray[np.int64]:
    """For each number of that many bits the place of its lowest bit that is set; 0 for 0."""
    places = [0, *((bits & -bits).bit_length() - 1 for bits in range(1, 1 << size))]
    return np.array(places, dtype=np.int64)


def _read_trees(data: dict[str, Any]) -> BoostedTrees:
    """The trees from the arrays of their nodes."""
    columns = zip(*(data[name] for name in ("figure", "threshold", "left", "right", "value")), strict=True)
    trees = [_read_tree(*nodes) for nodes in columns]
    width, most = (max(len(tree[part]) for tree in trees) for part in (0, 1))
    every = (1 << most) - 1
    idle = (0, float("inf"), every)
    table = [branches + [idle] * (width - len(branches)) for branches, _ in trees]
    return BoostedTrees(
        figure=np.array([[figure for figure, _, _ in branches] for branches in table], dtype=np.int64),
        threshold=np.array([[limit for _, limit, _ in branches] for branches in table], dtype=np.float64),
        kept=np.array([[kept & every for _, _, kept in branches] for branches in table], dtype=np.int64),
        value=np.array([leaves + [0.0] * (most - len(leaves)) for _, leaves in trees], dtype=np.float64),
        base=data["base"],
    )


def _read_tree(
    figure: list[int], threshold: list[float], left: list[int], right: list[int], value: list[float]
) -> tuple[list[tuple[int, float, int]], list[float]]:
    """One tree as branches and leaves: from node 0, left up to its `threshold`; a leaf is its own child."""
    branches: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def bits_below(node: int) -> int:
        if left[node] == node:
            leaves.append(value[node])
            return 1 << (len(leaves) - 1)
        below = bits_below(left[node])
        branches.append((figure[node], threshold[node], ~below))
        return below | bits_below(right[node])

    bits_below(0)
    return branches, leaves


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
    return Model(
        places=LinearModel(**data["places"]),
        actors=LinearModel(**data["actors"]),
        codes=LinearModel(**data["codes"]),
        trees=_read_trees(data["trees"]),
        threshold=data["threshold"],
    )
