"""The best tree over a sentence, by the scores of its arcs (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

NEVER = -1e4
"""Score of an arc that cannot be."""


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The head of each word, -1 for the one that is the root.

    `scores` (words × 1 + words) are those of no head, then of each word as the head. The root is the word
    that likeliest has none; the rest is the tree of the highest sum.
    """
    arcs = scores[:, 1:].copy()
    np.fill_diagonal(arcs, NEVER)
    root = int(scores[:, 0].argmax())
    heads: list[int] = arcs.argmax(axis=1).tolist()
    heads[root] = -1
    if not _is_tree(heads):
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_weighted_edges_from(
            (head, word, float(arcs[word, head]))
            for word in range(len(arcs))
            for head in range(len(arcs))
            if head != word != root
        )
        for head, word in nx.maximum_spanning_arborescence(graph).edges:
            heads[word] = head
    return heads


def _is_tree(heads: list[int]) -> bool:
    for word in range(len(heads)):
        at = word
        for _ in heads:
            at = heads[at]
            if at < 0:
                break
        else:
            return False
    return True
