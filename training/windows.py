"""What the teacher reads, words in the pieces that MiniLM has vectors for, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from training.treebanks import Paragraph, Sentence, Token, name_spans, name_tags

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
NONE = -100
"""Label of what a window does not tell, as torch's cross entropy takes it."""
SHAPES = 7
"""How many shapes of words there are: MiniLM itself is told no case."""
_START, _END, _UNKNOWN = 101, 102, 100
_MOST_PIECES = 8  # of a word, while a window has fewer than …
_ROOMY = 300  # MiniLM knows 512 places
_ALIKE = 8.0  # pieces by which windows of one batch may differ in length, at most

Cut = Callable[[str], Sequence[int]]
"""Gives the numbers of a word's pieces."""
Numbers = dict[str, dict[str, int]]
"""The number of each label, by part: labels (of arcs), tags, pos."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Of a window's words: which start sentences, the numbers of their heads (from 1, 0 for none), labels."""

    starts: list[int]
    heads: list[int]
    labels: dict[str, list[int]]


@dataclass(slots=True)
class Window:
    """Words with their pieces, the number of each piece's word (from 1, 0 for none), each word's first piece.

    What is to be told, by part, has one number for each word: in `heads` the head's number (0 for none).
    """

    forms: list[str]
    spaces: list[bool]
    pieces: list[int] = field(default_factory=lambda: [_START])
    words: list[int] = field(default_factory=lambda: [0])
    first: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    told: dict[str, list[int]] = field(default_factory=dict)


def make_window(forms: list[str], spaces: list[bool], cut: Cut) -> Window:
    """The window of some words; `spaces` tells after which of them there is one."""
    window = Window(forms, spaces, shapes=[_shape(form) for form in forms])
    for number, form in enumerate(forms, 1):
        room = _MOST_PIECES if len(window.pieces) < _ROOMY else 1
        pieces = list(cut(form) or [_UNKNOWN])[:room]
        window.first.append(len(window.pieces))
        window.pieces += pieces
        window.words += [number] * len(pieces)
    window.pieces.append(_END)
    window.words.append(0)
    return window


def label_numbers(paragraphs: Iterable[Paragraph]) -> Numbers:
    """A number for each label of each part that some paragraphs use."""
    tokens = [token for paragraph in paragraphs for s in paragraph.sentences for token in s.tokens]
    used = {
        "labels": {token.deprel for token in tokens},
        "tags": {token.xpos for token in tokens},
        "pos": {token.upos for token in tokens},
    }
    return {part: {label: n for n, label in enumerate(sorted(labels))} for part, labels in used.items()}


def make_lesson(paragraph: Paragraph, cut: Cut, numbers: Numbers) -> Window:
    """The window of a paragraph, with what its treebank tells."""
    tokens = [token for sentence in paragraph.sentences for token in sentence.tokens]
    window = make_window([t.form for t in tokens], [t.space_after for t in tokens], cut)
    told: dict[str, list[int]] = {part: [] for part in ("heads", "labels", "tags", "pos", "starts", "names")}
    for sentence in paragraph.sentences:
        offset = len(told["heads"])
        names = name_tags(sentence)
        for index, token in enumerate(sentence.tokens):
            told["heads"].append(0 if token.head == index else offset + token.head + 1)
            told["labels"].append(numbers["labels"][token.deprel])
            told["tags"].append(numbers["tags"][token.xpos])
            told["pos"].append(numbers["pos"][token.upos])
            told["starts"].append(int(index == 0))
            told["names"].append(NONE if sentence.entities is None else NAMES.index(names[index]))
    window.told = told
    return window


def read_paragraph(window: Window, reading: Reading, numbers: Numbers, genre: str) -> Paragraph:
    """A window as it was read, the way treebanks are; lemmas are the words in lower case."""
    names = {part: list(labels) for part, labels in numbers.items()}
    entities = name_spans([NAMES[number] for number in reading.labels["names"]])
    found = Paragraph(genre)
    for low, high in zip(reading.starts, [*reading.starts[1:], len(window.forms)], strict=True):
        tokens = []
        for index in range(low, high):
            head = reading.heads[index] - 1
            label = names["labels"][reading.labels["labels"][index]]
            tokens.append(
                Token(
                    form=window.forms[index],
                    lemma=window.forms[index].lower(),
                    upos=names["pos"][reading.labels["pos"][index]],
                    xpos=names["tags"][reading.labels["tags"][index]],
                    head=index - low if head < 0 else head - low,
                    deprel="root" if head < 0 else label if label != "root" else "dep",
                    space_after=window.spaces[index],
                    misc="",
                )
            )
        inside = [(s - low, e - low, kind) for s, e, kind in entities if low <= s and e <= high]
        found.sentences.append(Sentence(tokens, "", low == 0, inside))
    return found


def batches(windows: Iterable[Window], pieces: int, random: Random | None = None) -> list[list[Window]]:
    """Windows of like length together, `pieces` a batch with all filling; shuffled by `random`."""
    groups: list[list[Window]] = []
    for window in sorted(
        windows, key=lambda w: len(w.pieces) + (random.uniform(0.0, _ALIKE) if random else 0.0)
    ):
        if not groups or (len(groups[-1]) + 1) * len(window.pieces) > pieces:
            groups.append([])
        groups[-1].append(window)
    if random:
        random.shuffle(groups)
    return groups


def _shape(form: str) -> int:
    if any(letter.isdigit() for letter in form):
        return 5
    if not any(letter.isalpha() for letter in form):
        return 6
    if form.islower():
        return 0
    if form.isupper():
        return 3 if len(form) == 1 else 2
    return 1 if form[0].isupper() and form[1:].islower() else 4
