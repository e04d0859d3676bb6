"""The pipeline to train: one convolutional token encoder shared by tagger, parser and name recogniser."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import spacy
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.training import Example

import graph.language  # noqa: F401  registers the component onus_paragraphs


def blank_pipeline(width: int, depth: int) -> Language:
    """An untrained pipeline; `width` numbers a token, `depth` convolutions of one token to each side."""
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": [5000, 1000, 2500, 2500],
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": width,
                    "depth": depth,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            }
        },
    )
    for name in ("tagger", "morphologizer"):
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe("onus_paragraphs")
    for name in ("parser", "ner"):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": listener,
        }
        nlp.add_pipe(name, config={"model": model} | ({"min_action_freq": 10} if name == "parser" else {}))
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    return nlp


def initialize(nlp: Language, sample: Callable[[], Iterable[Example]]) -> None:
    """Fixes labels and layer shapes by a sample of examples, and loads the lemma tables."""
    nlp.get_pipe("lemmatizer")
    with nlp.select_pipes(disable=["lemmatizer"]):
        nlp.initialize(sample)
    tables = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    nlp.get_pipe("lemmatizer").initialize(lookups=tables)  # type: ignore[attr-defined]
