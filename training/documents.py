"""Turns treebank paragraphs into spaCy training examples, varied as news text varies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.treebanks import Paragraph, Token, name_tags

_CURLY = {'"': ("\u201c", "\u201d"), "'": ("\u2018", "\u2019"), "``": ("\u201c",) * 2, "''": ("\u201d",) * 2}
_DASHES = {"--": "\u2014", "-": "\u2013"}
_LONGEST = 100  # words of a piece of a paragraph, unless one sentence is longer


def examples(nlp: Language, paragraphs: list[Paragraph], random: Random | None = None) -> Iterator[Example]:
    """One example a paragraph; with `random`, one a run of paragraphs, shuffled and varied in writing.

    The predicted side holds the text as `nlp`'s own tokenizer cuts it, the reference side the treebank's.
    """
    for run in _runs(paragraphs, random):
        reference = _document(nlp, [varied(p, random) for p in run] if random else run, random)
        yield Example(nlp.make_doc(reference.text), reference)


def _runs(paragraphs: list[Paragraph], random: Random | None) -> list[list[Paragraph]]:
    """Paragraphs as they are without `random`; with it, shuffled runs of one to three, some 100 words each.

    Short texts of like length train much faster: the parser's states in a batch end about together.
    """
    if not random:
        return [[paragraph] for paragraph in paragraphs]
    runs: list[list[Paragraph]] = []
    room = 0
    for piece in (piece for paragraph in paragraphs for piece in pieces_of(paragraph)):
        words = _length(piece)
        if words < room and len(runs[-1]) < 3 and runs[-1][0].genre == piece.genre:
            runs[-1].append(piece)
            room -= words
        else:
            runs.append([piece])
            room = random.choice((0, 50, 100)) - words
    random.shuffle(runs)
    return runs


def pieces_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph in pieces of some sentences, of 100 words at most unless one sentence is longer."""
    piece = Paragraph(paragraph.genre)
    for sentence in paragraph.sentences:
        if piece.sentences and _length(piece) + len(sentence.tokens) > _LONGEST:
            yield piece
            piece = Paragraph(paragraph.genre)
        piece.sentences.append(sentence)
    yield piece


def _length(paragraph: Paragraph) -> int:
    return sum(len(sentence.tokens) for sentence in paragraph.sentences)


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
            annotated = annotated and sentence.entities is not None
            ents += name_tags(sentence)
    names = ents if annotated else None
    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=names,
    )


def varied(paragraph: Paragraph, random: Random) -> Paragraph:
    """A paragraph as news may write it: other quotes and dashes, capitals, no final stop."""
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
            tokens = [_spelt(t, _DASHES.get(t.form, t.form)) if t.xpos in {",", ":"} else t for t in tokens]
        if casing < 0.04:
            tokens = [_spelt(t, t.form.upper()) for t in tokens]
        elif casing < 0.08:
            tokens = [_spelt(t, t.form[:1].upper() + t.form[1:]) if len(t.form) > 3 else t for t in tokens]
        elif casing < 0.10:
            tokens = [_spelt(t, t.form.lower()) for t in tokens]
        sentences.append(replace(sentence, tokens=tokens))
    return Paragraph(paragraph.genre, sentences)


def _spelt(token: Token, form: str) -> Token:
    return replace(token, form=form)


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
        yield _spelt(token, form)
