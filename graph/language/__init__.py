"""The project's own English pipeline: tokens, tags, dependencies, lemmas, sentences and names.

`load_pipeline` reads the trained weights kept beside this module (see MODEL_CARD.md); nothing is fetched.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

MODEL = Path(__file__).parent / "model"


@cache
def load_pipeline() -> Language:
    """The trained pipeline, read once a process."""
    with use_ops("numpy", use_blis=False):  # numpy's own BLAS multiplies these small matrices twice as fast
        return spacy.load(MODEL)


@Language.component("onus_paragraphs")
def start_paragraphs(doc: Doc) -> Doc:
    """Starts a sentence after every line break; the parser keeps such starts and adds its own."""
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
        else:
            if broken:
                token.is_sent_start = True
            broken = False
    return doc
