"""Brown clusters of words, learnt from a large collection of news by others."""

from __future__ import annotations

from spacy.lookups import load_lookups

_LEAST = -19.0  # natural logarithm of a word's chance: the 116,000 most frequent of 190,000 words


def brown_clusters() -> dict[int, int]:
    """The cluster of each frequent word, by the word's hash, from the package spacy-lookups-data.

    A cluster is its path from the root of the tree: one bit a step, the first step lowest.
    """
    tables = load_lookups("en", ["lexeme_cluster", "lexeme_prob"])
    chances = tables.get_table("lexeme_prob")
    return {
        word: path
        for word, path in tables.get_table("lexeme_cluster").items()
        if path and chances[word] > _LEAST
    }
