"""The shipped pipeline: what it makes of news text, and that no text breaks it."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from graph.language import load_pipeline, parse

ARTICLE = """UN experts accuse Rwanda of arming rebels

A spokesman for the Rapid Support Forces, Yousif Ezzat, denied that its fighters had looted homes in Omdurman.
“We were beaten by soldiers,” Amina Yusuf, 34, told Reuters.
At least 20 civilians were killed by government troops on Monday, according to Amnesty International"""


def token(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def test_the_pipeline_is_read_once() -> None:
    assert load_pipeline() is load_pipeline()


def test_sentences_end_at_line_breaks_with_or_without_a_stop() -> None:
    sentences = [sentence.text.strip() for sentence in parse(ARTICLE).sents]
    assert sentences == [line for line in ARTICLE.splitlines() if line]


def test_a_paragraph_is_cut_into_its_sentences() -> None:
    doc = parse("The army shelled Goma. Gen. Makenga denied it. The U.N. condemned the attack.")
    assert [sentence.text for sentence in doc.sents] == [
        "The army shelled Goma.",
        "Gen. Makenga denied it.",
        "The U.N. condemned the attack.",
    ]


def test_active_and_passive_clauses_are_told_apart() -> None:
    active = token(parse("The soldiers killed two farmers in the village."), "soldiers")
    assert (active.dep_, active.head.lemma_) == ("nsubj", "kill")
    doc = parse("Two farmers were killed by the soldiers in the village.")
    victims, agents, verb = token(doc, "farmers"), token(doc, "soldiers"), token(doc, "killed")
    assert (victims.dep_, victims.head) == ("nsubj:pass", verb)
    assert (agents.dep_, agents.head) == ("obl:agent", verb)


def test_tags_parts_of_speech_and_lemmas() -> None:
    doc = parse("Rebels had shelled the towns, residents said.")
    assert [(t.tag_, t.pos_, t.lemma_) for t in doc] == [
        ("NNS", "NOUN", "rebel"),
        ("VBD", "AUX", "have"),
        ("VBN", "VERB", "shell"),
        ("DT", "DET", "the"),
        ("NNS", "NOUN", "town"),
        (",", "PUNCT", ","),
        ("NNS", "NOUN", "resident"),
        ("VBD", "VERB", "say"),
        (".", "PUNCT", "."),
    ]


def test_names_of_people_organisations_and_places() -> None:
    names = {(entity.text, entity.label_) for entity in parse(ARTICLE).ents}
    assert {
        ("Yousif Ezzat", "PER"),
        ("Amina Yusuf", "PER"),
        ("Rapid Support Forces", "ORG"),
        ("Amnesty International", "ORG"),
        ("Omdurman", "LOC"),
        ("Rwanda", "LOC"),
    } <= names


def test_the_same_text_gives_the_same_bytes_in_another_process() -> None:
    script = "import hashlib,sys;from graph.language import parse;sys.stdout.write(hashlib.sha256(repr([(t.text,t.tag_,t.pos_,t.dep_,t.head.i,t.lemma_,t.ent_iob_,t.ent_type_) for t in parse(sys.stdin.read())]).encode()).hexdigest())"  # noqa: E501
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=ARTICLE,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("separator", [" ", "\n", "", ". ", "\n\n"])
def test_a_long_text_is_read_whole(separator: str) -> None:
    text = separator.join(["Soldiers from Goma shot the farmer"] * 3000)
    doc = parse(text)
    assert doc.text == text
    assert len(list(doc.sents)) >= 1


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_parsed_and_kept(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    breaks_line = False
    for word in doc:
        assert not (breaks_line and not word.is_space) or word.is_sent_start
        breaks_line = word.is_space and (breaks_line or "\n" in word.text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["The army", "killed", "RSF", "“No,”", "he said.", "\n", "\r\n", "\u2029", "\t", "...", "-"]
        ),
        max_size=40,
    )
)
def test_no_sentence_crosses_a_line_break(parts: list[str]) -> None:
    for sentence in parse(" ".join(parts)).sents:
        assert len(sentence.text.strip().splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S.-backed forces", ["the", "U.S.", "-", "backed", "forces"]),
        ("charged Lt. Col. Ivo Brandt", ["charged", "Lt.", "Col.", "Ivo", "Brandt"]),
        ("an Al-Shabaab base", ["an", "Al", "-", "Shabaab", "base"]),
        ("Maj.-Gen. Moser of the U.S.", ["Maj.-Gen.", "Moser", "of", "the", "U.S."]),
        ("He wrote on X. They left", ["He", "wrote", "on", "X", ".", "They", "left"]),
        ("Malcolm X. Moro left", ["Malcolm", "X.", "Moro", "left"]),
        ("the union (LU)—both", ["the", "union", "(", "LU", ")", "—", "both"]),
    ],
)
def test_abbreviations_keep_their_stop_and_nothing_more(text: str, words: list[str]) -> None:
    assert [token.text for token in parse(text)] == words
