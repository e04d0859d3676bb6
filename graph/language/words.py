"""What the network knows of a word by itself: how it is spelt, and the company it keeps.

The company is a vector learnt from large collections of text (GloVe, Pennington et al. 2014): words used
alike have vectors alike, which tells a parser and a name recogniser of words that no treebank holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    uniqued,
    with_array,
)

__all__ = ["embed_words", "teach_words"]

_LAYER = "words"
_KNOWN = "known"  # sorted hashes of the norms that have a trained vector; all others share one
_MET = "met"  # sorted hashes of the words that have a given vector
_TABLE = "vectors"
_GIVEN = "given"  # the given vectors, standardised, as bytes: the first for words that have none
_STEP = 1 / 32  # of a byte, in standard deviations

_SPELLING = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_FORGOTTEN = 0.1  # share of the words whose norm, and of those whose vector, is withheld in training

Numbers = NDArray[np.uint64]
Vectors = NDArray[np.float32]


@registry.architectures("onus.WordEmbed.v2")  # type: ignore[untyped-decorator]
def embed_words(width: int, rows: list[int], given: int) -> Model[list[Doc], Any]:
    """A vector of `width` for each token, the same wherever it stands.

    `rows` are the sizes of the hashed tables of norm, prefix, suffix and shape, `given` the width of the
    vectors that words come with. What is mixed of them all is computed once for each word of a batch.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=column, seed=7 + column, dropout=0.0)
        for column, size in enumerate(rows, 1)  # column 0 tells words apart
    ]
    mixed: Model[Any, Any] = chain(
        concatenate(*tables, chain(_given_vectors(len(rows) + 1, given), Linear(width, given))),
        Maxout(width, width * (len(rows) + 1), nP=3, dropout=0.0, normalize=True),
    )
    once: Model[Any, Any] = with_array(uniqued(mixed))  # type: ignore[misc]
    return chain(_words(), list2ragged(), once, ragged2list())


def teach_words(model: Model[Any, Any], known: Collection[int], vectors: Mapping[int, Vectors]) -> None:
    """Gives a network with `embed_words` in it the norms to know and the vectors of words, by their hashes.

    The vectors are standardised over all words, and kept to a 32nd of a standard deviation.
    """
    layers = {node.name: node for node in model.walk()}
    words = sorted(vectors)
    table = np.stack([vectors[word] for word in words])
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    given = np.vstack([np.zeros((1, table.shape[1])), np.clip(np.round(table / _STEP), -127, 127)])
    layers[_LAYER].attrs[_KNOWN] = np.array(sorted(known), dtype=np.uint64)
    layers[_LAYER].attrs[_MET] = np.array(words, dtype=np.uint64)
    layers[_TABLE].attrs[_GIVEN] = given.astype(np.int8)


def _words() -> Model[list[Doc], list[Numbers]]:
    none = np.zeros(0, dtype=np.uint64)
    return Model(_LAYER, _number, attrs={_KNOWN: none, _MET: none})


def _number(
    model: Model[list[Doc], list[Numbers]], documents: list[Doc], is_train: bool
) -> tuple[list[Numbers], Callable[[list[Any]], list[Doc]]]:
    return [_numbers(model.attrs, document, is_train) for document in documents], lambda _: []


def _numbers(tables: Mapping[str, Numbers], document: Doc, is_train: bool) -> Numbers:
    """A row a token: a key to tell words apart by, the spelling, and the row of the vector it comes with."""
    attributes = document.to_array(["ORTH", "LOWER", *_SPELLING]).reshape(-1, 2 + len(_SPELLING))
    orth, lower, norm, *rest = attributes.astype(np.uint64).T
    vector = _rows(tables[_MET], lower)
    vector = np.where(vector == 0, _rows(tables[_MET], norm), vector)  # "'s" for "’s"
    norm = norm * (_rows(tables[_KNOWN], norm) > 0)
    if is_train:
        kept = np.random.random((2, len(norm))) >= _FORGOTTEN  # the generator that thinc seeds
        norm, vector = norm * kept[0], vector * kept[1]
    key = orth * np.uint64(3) + norm * np.uint64(5) + vector
    return np.stack([key, norm, *rest, vector], axis=1)


def _rows(table: Numbers, words: Numbers) -> Numbers:
    """Where in a sorted table words stand, counted from one, and 0 for those it does not hold."""
    if not len(table):
        return np.zeros_like(words)
    places = np.minimum(np.searchsorted(table, words), len(table) - 1)
    return np.where(table[places] == words, places + 1, 0).astype(np.uint64)


def _given_vectors(column: int, width: int) -> Model[Any, Any]:
    return Model(
        _TABLE, _look_up, attrs={"column": column, _GIVEN: np.zeros((1, width), np.int8)}, dims={"nO": width}
    )


def _look_up(
    model: Model[Numbers, Vectors], rows: Numbers, is_train: bool
) -> tuple[Vectors, Callable[[Vectors], Numbers]]:
    places = rows[:, model.attrs["column"]].astype(np.intp)  # where there are no rows, thinc has floats
    found = model.attrs[_GIVEN][places]
    return found.astype(np.float32) * np.float32(_STEP), lambda _: rows
