"""The pipeline to train: one convolutional token encoder shared by tagger, parser and name recogniser."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
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
                    "rows": [8000, 1000, 2500, 2500],
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
    # A second layer over the states is worth its time in the parser alone: names came out better without it.
    # No cutting of long texts by the oracle, which takes half of the training time: the examples are short.
    settings = {
        "parser": {"min_action_freq": 10, "update_with_oracle_cut_size": 0},
        "ner": {"update_with_oracle_cut_size": 0},
    }
    for name in settings:
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": name == "parser",
            "tok2vec": listener,
        }
        nlp.add_pipe(name, config={"model": model, **settings[name]})
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    return nlp


def initialize(nlp: Language, sample: Callable[[], Iterable[Example]], lemmas: Lookups) -> None:
    """Fixes labels and layer shapes by a sample of examples, and hands the lemmatizer its tables."""
    with nlp.select_pipes(disable=["lemmatizer"]):
        nlp.initialize(sample)
    nlp.get_pipe("lemmatizer").initialize(lookups=lemmas)  # type: ignore[attr-defined]
