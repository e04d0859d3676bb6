"""Turns treebank paragraphs into spaCy training examples, varied as news text varies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.treebanks import Paragraph, Sentence, Token

_CURLY = {'"': ("\u201c", "\u201d"), "'": ("\u2018", "\u2019"), "``": ("\u201c",) * 2, "''": ("\u201d",) * 2}
_DASHES = {"--": "\u2014", "-": "\u2013"}
_NEVER_LOWERED = {"NNP", "NNPS"}


def examples(nlp: Language, paragraphs: list[Paragraph], random: Random | None = None) -> Iterator[Example]:
    """One example per run of one to four paragraphs; `random` shuffles the runs and varies their writing.

    The predicted side holds the text as `nlp`'s own tokenizer cuts it, the reference side the treebank's words.
    """
    for run in _runs(paragraphs, random):
        reference = _document(nlp, [_varied(p, random) for p in run] if random else run, random)
        yield Example(nlp.make_doc(reference.text), reference)


def _runs(paragraphs: list[Paragraph], random: Random | None) -> list[list[Paragraph]]:
    runs: list[list[Paragraph]] = []
    index = 0
    while index < len(paragraphs):
        size = random.choice((1, 1, 2, 3, 4)) if random else 1
        runs.append([p for p in paragraphs[index : index + size] if p.genre == paragraphs[index].genre])
        index += len(runs[-1])
    if random:
        random.shuffle(runs)
    return runs


def _document(nlp: Language, paragraphs: list[Paragraph], random: Random | None) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    ents: list[str] = []
    annotated = True
    parsed = True
    for number, paragraph in enumerate(paragraphs):
        if number:  # a break hangs on the last word before it, as spaCy keeps white space in its sentence
            spaces[-1] = False
            words.append(random.choice(("\n", "\n\n")) if random else "\n\n")
            spaces.append(False)
            tags.append("_SP")
            pos.append("SPACE")
            lemmas.append(words[-1])
            heads.append(len(words) - 2)
            deps.append("dep")
            ents.append("O")
        for sentence in paragraph.sentences:
            offset = len(words)
            for index, token in enumerate(sentence.tokens):
                words.append(token.form)
                spaces.append(token.space_after)
                tags.append(token.xpos)
                pos.append(token.upos)
                lemmas.append(token.lemma)
                heads.append(offset + token.head)
                deps.append("ROOT" if token.head == index else token.deprel)
                parsed = parsed and bool(token.deprel)
                ents.append("O")
            annotated = annotated and sentence.entities is not None
            for start, end, label in sentence.entities or ():
                ents[offset + start : offset + end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    syntax = {"tags": tags, "pos": pos, "lemmas": lemmas, "heads": heads, "deps": deps} if parsed else {}
    return Doc(nlp.vocab, words=words, spaces=spaces, ents=ents if annotated else None, **syntax)


def _varied(paragraph: Paragraph, random: Random) -> Paragraph:
    curly = random.random() < 0.4
    dashes = random.random() < 0.3
    casing = random.random()
    unstopped = random.random() < 0.08
    sentences = []
    for sentence in paragraph.sentences:
        tokens = sentence.tokens
        if unstopped and sentence is paragraph.sentences[-1]:
            tokens = _without_stop(tokens)
        if curly:
            tokens = list(_curled(tokens))
        if dashes:
            tokens = [replace(t, form=_DASHES.get(t.form, t.form)) if t.xpos in {",", ":"} else t for t in tokens]
        if casing < 0.04:
            tokens = [replace(t, form=t.form.upper()) for t in tokens]
        elif casing < 0.08:
            tokens = [replace(t, form=t.form[:1].upper() + t.form[1:]) if len(t.form) > 3 else t for t in tokens]
        elif casing < 0.10:
            tokens = [replace(t, form=t.form.lower()) for t in tokens]
        sentences.append(Sentence(tokens, sentence.sent_id, sentence.starts_paragraph, sentence.entities))
    return Paragraph(paragraph.genre, sentences)


def _without_stop(tokens: list[Token]) -> list[Token]:
    last = len(tokens) - 1
    if last < 2 or tokens[last].form != "." or any(token.head == last for token in tokens):
        return tokens
    return tokens[:last]


def _curled(tokens: list[Token]) -> Iterator[Token]:
    opening = True
    for token in tokens:
        form = token.form
        if form in _CURLY and token.upos == "PUNCT":
            form = _CURLY[form][0 if opening or token.xpos == "``" else 1]
            opening = not opening
        else:
            form = form.replace("'", "\u2019")
        yield replace(token, form=form)
