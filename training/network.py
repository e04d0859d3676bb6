"""The pipeline to train: one convolutional token encoder shared by tagger, parser and name recogniser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.training import Example

from graph.language.words import Vectors, teach_words

_LEAST = 2  # times a word must be seen to have a vector of its own


def blank_pipeline(width: int, depth: int, given: int) -> Language:
    """An untrained pipeline; `width` numbers a token, `depth` convolutions of one token to each side.

    `given` is the width of the vectors that words come with.
    """
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    embed = {
        "@architectures": "onus.WordEmbed.v2",
        "width": width,
        "rows": [5000, 1000, 2500, 2500],
        "given": given,
    }
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": embed,
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


def initialize(
    nlp: Language,
    sample: Callable[[], Iterable[Example]],
    lemmas: Lookups,
    vectors: Mapping[int, Vectors],
) -> None:
    """Fixes labels, layer shapes and the words to know by a sample of examples, and hands over the tables."""
    seen = Counter(token.norm for example in sample() for token in example.predicted)
    known = [norm for norm, times in seen.items() if times >= _LEAST]
    teach_words(nlp.get_pipe("tok2vec").model, known, vectors)  # type: ignore[attr-defined]
    with nlp.select_pipes(disable=["lemmatizer"]):
        nlp.initialize(sample)
    nlp.get_pipe("lemmatizer").initialize(lookups=lemmas)  # type: ignore[attr-defined]
