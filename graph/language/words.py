"""What the network knows of a word by itself: how it is spelt, and the company it keeps.

The company is its Brown cluster (Brown et al. 1992, Class-Based n-gram Models of Natural Language):
words used alike share the first steps from the root of a tree. Whole paths and their first steps
together tell a parser and a name recogniser of words that no treebank holds (Koo et al. 2008; Turian
et al. 2010).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    add,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    uniqued,
    with_array,
)

__all__ = ["embed_words", "teach_words"]

_LAYER = "words"
_KNOWN = "known"  # sorted hashes of the norms that have a vector; all others share one
_CLUSTERED = "clustered"  # sorted hashes of the words that have a cluster
_PATHS = "paths"  # their clusters as bits, the step at the root lowest

_STEPS = (4, 6, 10)  # first steps of a path that have a vector of their own
_SPELLING = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_FORGOTTEN = 0.1  # share of the words whose norm, and of those whose cluster, is withheld in training

Numbers = NDArray[np.uint64]


@registry.architectures("onus.WordEmbed.v1")  # type: ignore[untyped-decorator]
def embed_words(width: int, rows: list[int], cluster_rows: int) -> Model[list[Doc], Any]:
    """A vector of `width` for each token, the same wherever it stands.

    `rows` are the sizes of the hashed tables of norm, prefix, suffix and shape, `cluster_rows` that of each
    table of clusters, whose vectors are added up. What is mixed of them all is computed once for each word
    of a batch.
    """
    sizes = [*rows, *[cluster_rows] * (1 + len(_STEPS))]
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=column, seed=7 + column, dropout=0.0)
        for column, size in enumerate(sizes, 1)  # column 0 tells words apart
    ]
    mixed: Model[Any, Any] = chain(
        concatenate(*tables[: len(rows)], add(*tables[len(rows) :])),
        Maxout(width, width * (len(rows) + 1), nP=3, dropout=0.0, normalize=True),
    )
    once: Model[Any, Any] = with_array(uniqued(mixed))  # type: ignore[misc]
    return chain(_words(), list2ragged(), once, ragged2list())


def teach_words(model: Model[Any, Any], known: Collection[int], clusters: Mapping[int, int]) -> None:
    """Gives a network with `embed_words` in it the norms to know and the clusters of words, by their hashes.

    A cluster is the path to it from the root of the tree, one bit a step, the first step lowest.
    """
    layer = next(node for node in model.walk() if node.name == _LAYER)
    words = sorted(clusters)
    layer.attrs[_KNOWN] = np.array(sorted(known), dtype=np.uint64)
    layer.attrs[_CLUSTERED] = np.array(words, dtype=np.uint64)
    layer.attrs[_PATHS] = np.array([clusters[word] for word in words], dtype=np.uint64)


def _words() -> Model[list[Doc], list[Numbers]]:
    none = np.zeros(0, dtype=np.uint64)
    return Model(_LAYER, _forward, attrs={_KNOWN: none, _CLUSTERED: none, _PATHS: none})


def _forward(
    model: Model[list[Doc], list[Numbers]], documents: list[Doc], is_train: bool
) -> tuple[list[Numbers], Callable[[list[Any]], list[Doc]]]:
    return [_numbers(model.attrs, document, is_train) for document in documents], lambda _: []


def _numbers(tables: Mapping[str, Numbers], document: Doc, is_train: bool) -> Numbers:
    """A row a token: a key to tell words apart by, the spelling, the cluster and the first steps to it."""
    attributes = document.to_array(["ORTH", "LOWER", *_SPELLING]).reshape(-1, 2 + len(_SPELLING))
    orth, lower, norm, *rest = attributes.astype(np.uint64).T
    norm = norm * _found(tables[_KNOWN], norm)[0]
    path = _path(tables, orth)
    for variant in (lower, _titled(document, path == 0)):  # "killed" for "Killed", "Libya" for "LIBYA"
        path = np.where(path == 0, _path(tables, variant), path)
    if is_train:
        kept = np.random.random((2, len(norm))) >= _FORGOTTEN  # the generator that thinc seeds
        norm, path = norm * kept[0], path * kept[1]
    key = orth * np.uint64(3) + norm * np.uint64(5) + path
    steps = [((path & np.uint64((1 << n) - 1)) + np.uint64(n << 20)) * (path > 0) for n in _STEPS]
    return np.stack([key, norm, *rest, path, *steps], axis=1)


def _titled(document: Doc, wanted: NDArray[np.bool_]) -> Numbers:
    """The hashes of the words in capitals among those wanted, as written with but one capital; else 0."""
    titled = np.zeros(len(document), dtype=np.uint64)
    for index in np.flatnonzero(wanted).tolist():
        token = document[index]
        if token.is_upper:
            titled[index] = get_string_id(token.text.title())
    return titled


def _path(tables: Mapping[str, Numbers], words: Numbers) -> Numbers:
    found, places = _found(tables[_CLUSTERED], words)
    return tables[_PATHS][places] * found if found.any() else np.zeros_like(words)


def _found(table: Numbers, words: Numbers) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Which of the words a sorted table holds, and where."""
    places = np.searchsorted(table, words)
    places[places == len(table)] = 0
    return (table[places] == words if len(table) else np.zeros(len(words), dtype=bool)), places
