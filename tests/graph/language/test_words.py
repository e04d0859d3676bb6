"""What the network's word vectors are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import get_string_id
from thinc.api import Model, fix_random_seed

from graph.language.words import embed_words, teach_words

NLP = spacy.blank("en")
GIVEN = {
    "gobale": [0.5, 1.0],
    "gumale": [0.4, -1.0],
    "'s": [-2.0, 0.3],
}  # as words used alike or not might have


def network(known: list[str], given: dict[str, list[float]]) -> Model[Any, Any]:
    fix_random_seed(0)
    model: Model[Any, Any] = embed_words(width=16, rows=[500, 100, 100, 100], given=2)
    if given:
        hashed = {get_string_id(word): np.array(vector, np.float32) for word, vector in given.items()}
        teach_words(model, [get_string_id(word) for word in known], hashed)
    model.initialize()
    return model


@pytest.fixture(scope="module")
def taught() -> Model[Any, Any]:
    return network(["known", "gobale"], GIVEN)


def vectors(model: Model[Any, Any], text: str) -> list[list[float]]:
    return [row.tolist() for row in model.predict([NLP.make_doc(text)])[0]]


def test_unknown_words_spelt_alike_differ_by_their_given_vectors_alone(taught: Model[Any, Any]) -> None:
    met, bare = vectors(taught, "gumale gukale")
    assert met != bare
    assert vectors(taught, "gukale guxale") == [
        bare,
        bare,
    ]  # one prefix, suffix and shape: nothing else differs


def test_known_words_have_a_trained_vector_of_their_own() -> None:
    first, second = vectors(network(["guvale"], GIVEN), "guvale gukale")
    assert first != second


@pytest.mark.parametrize(("written", "like"), [("GUMALE", "GUXALE"), ("Gumale", "Guxale")])
def test_a_given_vector_is_found_however_its_word_is_capitalised(
    taught: Model[Any, Any], written: str, like: str
) -> None:
    first, second = vectors(taught, f"{written} {like}")
    assert first != second


def test_a_network_that_was_taught_nothing_answers() -> None:
    untaught, also = vectors(network([], {}), "gumale gukale")
    assert untaught == also


@given(st.text(max_size=60))
def test_any_text_has_a_vector_a_token_and_the_same_alone_as_beside_others(text: str) -> None:
    model = network(["known"], GIVEN)
    document, other = NLP.make_doc(text), NLP.make_doc("GUMALE known gumale.")
    alone, together = model.predict([document])[0], model.predict([other, document])[1]
    assert alone.shape == (len(document), 16)
    assert np.isfinite(alone).all()
    np.testing.assert_allclose(alone, together, atol=1e-5)


def test_what_was_taught_is_kept_with_the_weights(taught: Model[Any, Any]) -> None:
    loaded = network([], {}).from_bytes(taught.to_bytes())
    text = "gobale GUMALE Gobale known unknown"
    assert vectors(loaded, text) == vectors(taught, text)
