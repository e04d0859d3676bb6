"""The project's own English pipeline: tokens, tags, dependencies, lemmas, sentences and names.

`parse` reads any text; `load_pipeline` gives the spaCy pipeline itself, whose ``pipe`` reads many
texts faster. The trained weights are kept beside this module, see MODEL_CARD.md; nothing is fetched.
Token attributes: ``tag_`` Penn Treebank tags, ``pos_`` and ``dep_`` Universal Dependencies (with
subtypes such as nsubj:pass, obl:agent, acl:relcl), ``lemma_``; entity labels PER, ORG and LOC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

import graph.language.words  # noqa: F401  registers the architecture onus.WordEmbed.v2

__all__ = ["load_pipeline", "parse"]

_MODEL = Path(__file__).parent / "model"
_PIECE = 40_000  # characters parsed at once: some 200 MB at most, whatever the length of the text
_ABBREVIATED = r"(?<=[A-Z]\.)-(?=[a-z])"  # "U.S.-backed" is three tokens, as "UN-backed" is
_DASH = r"(?<=[^\s—])—(?=[^\s—])|[)\]”\"](?=—)|[.,!?…](?=[”\"]—)"  # also behind "the front (LF)—both"
_RANKS = (  # one token each, as "Gen." is: a parser takes a full stop for more
    *("Amb.", "Atty.", "Brig.", "Brig.-Gen.", "Capt.", "Cdr.", "Cmdr.", "Col.", "Cpl.", "Fr.", "Hon."),
    *("Insp.", "Lieut.", "Lt.", "Lt.-Col.", "Lt.-Gen.", "Maj.", "Maj.-Gen.", "Msgr.", "Pres.", "Pvt."),
    *("Sgt.", "Supt."),
)
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_CUTS = (
    re.compile(r"[\n\r\u2029]\s*(?=\S)"),
    re.compile(r"[.!?…][\"”’')]*\s+(?=\S)"),
    re.compile(r"\s+(?=\S)"),
)


@cache
def load_pipeline() -> Language:
    """The trained pipeline, read once a process, which multiplies matrices in one thread from then on.

    These matrices are so small that a second thread of numpy's BLAS would only spin, waiting for the first.
    """
    threadpool_limits(limits=1, user_api="blas")
    with use_ops("numpy", use_blis=False):  # numpy's own BLAS multiplies these small matrices twice as fast
        pipeline = spacy.load(_MODEL)
    lemmatizer = pipeline.get_pipe("lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    tokenizer: Any = pipeline.tokenizer
    infixes = tokenizer.infix_finditer.__self__.pattern
    tokenizer.infix_finditer = re.compile(f"{infixes}|{_ABBREVIATED}|{_DASH}").finditer
    for rank in _RANKS:
        tokenizer.add_special_case(rank, [{"ORTH": rank}])
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, lemmas in index.items():  # spaCy would look through a list of 57,000 for each noun
        index[part_of_speech] = frozenset(lemmas)
    return pipeline


def parse(text: str) -> Doc:
    """The analysis of a whole text, with ``Doc.text == text`` and the same answer every time.

    Long texts are read in pieces cut at line breaks, else at sentence ends, else between words, so that
    memory stays bounded. Lone surrogates, which no encoder takes, are the caller's to remove before.
    """
    nlp = load_pipeline()
    if len(text) <= _PIECE:
        return nlp(_tokens(nlp, text))
    docs = [nlp(_tokens(nlp, piece)) for piece in _pieces(text)]
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]


def _tokens(nlp: Language, text: str) -> Doc:
    """The tokens of a text, with a full stop behind the platform X apart: no initial of "on X. The army"."""
    doc = nlp.make_doc(text)
    if "X." not in text:
        return doc
    stops = [token for token in doc[1:] if token.text == "X." and token.nbor(-1).lower_ == "on"]
    with doc.retokenize() as retokenizer:
        for token in stops:
            retokenizer.split(token, ["X", "."], heads=[(token, 0), (token, 0)])
    return doc


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _PIECE:
        window = text[start : start + _PIECE]
        ends = (max((cut.end() for cut in pattern.finditer(window)), default=0) for pattern in _CUTS)
        end = next((end for end in ends if end > _PIECE // 2), _PIECE)
        yield window[:end]
        start += end
    yield text[start:]


@Language.component("onus_paragraphs")
def start_paragraphs(doc: Doc) -> Doc:
    """Starts a sentence after every line break; the parser keeps such starts and adds its own."""
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or not _LINE_BREAKS.isdisjoint(token.text)
        else:
            if broken:
                token.is_sent_start = True
            broken = False
    return doc
