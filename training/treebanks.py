"""Reads CoNLL-U treebanks as paragraphs of sentences (https://universaldependencies.org/format.html)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_GUM_BRACKET = re.compile(r"\((?P<open>[^()]+)(?P<single>\))?|(?P<close>[^()]+)\)")
_GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_NAME_TAGS = {"NNP", "NNPS"}
_TITLES = frozenset(
    """President Vice Mr Mrs Ms Dr Sir Lord Lady King Queen Prince Princess Senator Sen Rep
    Representative Coach Governor Gov Mayor Judge Justice General Gen Colonel Col Major Maj
    Captain Capt Lieutenant Lt Sergeant Sgt Admiral Adm Commander Marshal Brigadier Professor
    Prof Minister Prime Secretary Chancellor Ambassador Pope Saint Father Sister Brother Bishop
    Archbishop Rev Reverend Imam Sheikh Shaikh Ayatollah Rabbi Chief Chairman Congressman
    Congresswoman Director Officer Detective Chairwoman Speaker Deputy Attorney""".split()  # noqa: SIM905
)
_INSIDE_NAMES = {"NNP", "NNPS", "HYPH", "CD", "NN", "NNS", "JJ", "POS", "CC", "FW"}


@dataclass
class Token:
    """One syntactic word; `head` is the index of its head in the sentence, its own index for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    space_after: bool
    misc: str


@dataclass
class Sentence:
    """One sentence with its named entities as (start token, end token, label); None where not annotated."""

    tokens: list[Token]
    sent_id: str
    starts_paragraph: bool
    entities: list[tuple[int, int, str]] | None = None


@dataclass
class Paragraph:
    """The sentences of one paragraph and the genre of their document (``news``, ``weblog``…)."""

    genre: str
    sentences: list[Sentence] = field(default_factory=list)


def read_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a CoNLL-U file (plain or gzipped), by its ``newdoc`` and ``newpar`` marks.

    Entities are read from GUM's ``Entity`` annotation where the file declares it.
    """
    paragraphs: list[Paragraph] = []
    genre = ""
    new_document = True
    with_entities = False
    for comments, lines in _blocks(path):
        for comment in comments:
            if comment.startswith("# newdoc"):
                new_document = True
                genre = re.sub(r"^.*=\s*(GUM_)?", "", comment)
                genre = re.split(r"[-_]", genre)[0]
            elif comment.startswith("# global.Entity"):
                with_entities = True
        sentence = _sentence(comments, lines)
        if with_entities:
            sentence.entities = list(_gum_names(sentence.tokens))
        if new_document or sentence.starts_paragraph:
            paragraphs.append(Paragraph(genre))
        paragraphs[-1].sentences.append(sentence)
        new_document = False
    return paragraphs


def read_names(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """The entities of an IOB2 file (plain or gzipped) by sentence id, as (start, end, label) in tokens."""
    names: dict[str, list[tuple[int, int, str]]] = {}
    for comments, lines in _blocks(path):
        spans = name_spans([line.split("\t")[2] for line in lines])
        names[_comment(comments, "sent_id")] = [span for span in spans if span[2] in _GUM_TYPES.values()]
    return names


def name_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of a row of IOB2 tags as (start, end, label); one may begin without its B."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        label = tag[2:]
        if tag.startswith("I-") and spans and spans[-1][1:] == (index, label):
            spans[-1] = (spans[-1][0], index + 1, label)
        elif label:
            spans.append((index, index + 1, label))
    return spans


def name_tags(sentence: Sentence) -> list[str]:
    """The names of a sentence as IOB2 tags, one for each token."""
    tags = ["O"] * len(sentence.tokens)
    for start, end, label in sentence.entities or ():
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def _blocks(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    opener = gzip.open if path.suffix == ".gz" else open
    comments: list[str] = []
    lines: list[str] = []
    with opener(path, "rt", encoding="utf-8") as file:
        for raw in file:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                lines.append(line)
            elif lines:
                yield comments, lines
                comments, lines = [], []
    if lines:
        yield comments, lines


def _comment(comments: list[str], key: str) -> str:
    for comment in comments:
        if comment.startswith(f"# {key} ="):
            return comment.split("=", 1)[1].strip()
    return ""


def _sentence(comments: list[str], lines: list[str]) -> Sentence:
    tokens: list[Token] = []
    unspaced: set[int] = set()  # ids of words with no space after them
    for line in lines:
        number, form, lemma, upos, xpos, _, head, deprel, _, misc = line.split("\t")
        if "." in number:
            continue
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            unspaced.update(range(first, last if "SpaceAfter=No" not in misc else last + 1))
            continue
        index = int(number)
        if "SpaceAfter=No" in misc:
            unspaced.add(index)
        parent = int(head) - 1 if head not in {"0", "_"} else index - 1
        tokens.append(Token(form, lemma, upos, xpos, parent, deprel, index not in unspaced, misc))
    starts = any(comment.startswith("# newpar") and "_block" not in comment for comment in comments)
    return Sentence(tokens, _comment(comments, "sent_id"), starts)


def _gum_names(tokens: list[Token]) -> Iterator[tuple[int, int, str]]:
    """Of GUM's mentions (nested, named or not) the names: the proper nouns about the mention's head."""
    covered = -1
    for start, end, kind, head in sorted(_gum_mentions(tokens), key=lambda m: (m[0], -m[1])):
        if tokens[head].xpos not in _NAME_TAGS or head < covered:
            continue
        first = last = head
        while first > start and tokens[first - 1].xpos in _INSIDE_NAMES and _within(tokens, first - 1, head):
            first -= 1
        while last + 1 < end and tokens[last + 1].xpos in _INSIDE_NAMES and _within(tokens, last + 1, head):
            last += 1
        if kind != "PER":
            while last + 2 < end and tokens[last + 1].form in {"of", "for"}:
                step = last + 2
                while step < end and tokens[step].form in {"the", "and"}:
                    step += 1
                if step >= end or tokens[step].xpos not in _NAME_TAGS:
                    break
                while step + 1 < end and tokens[step + 1].xpos in _NAME_TAGS:
                    step += 1
                last = step
        while first < last and tokens[first].xpos not in _NAME_TAGS and tokens[first].form.islower():
            first += 1
        while first < last and (tokens[last].xpos == "POS" or tokens[last].form.islower()):
            last -= 1
        if kind == "PER":
            while first < last and tokens[first].form.rstrip(".") in _TITLES:
                first += 1
            if tokens[first].form.rstrip(".") in _TITLES:
                continue
        if first >= covered:
            yield first, last + 1, kind
            covered = last + 1


def _within(tokens: list[Token], index: int, head: int) -> bool:
    """Whether a token hangs on the head through name-like relations alone."""
    steps = 0
    while index != head:
        if tokens[index].deprel not in {"flat", "compound", "amod", "nummod", "punct"} or steps > 20:
            return False
        index = tokens[index].head
        steps += 1
    return True


def _gum_mentions(tokens: list[Token]) -> Iterator[tuple[int, int, str, int]]:
    """GUM's mentions of persons, organizations and places as (start, end, label, head token)."""
    pending: dict[str, list[tuple[int, list[str]]]] = {}
    for index, token in enumerate(tokens):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", token.misc)
        for bracket in _GUM_BRACKET.finditer(match[1] if match else ""):
            if bracket["close"]:
                opened = pending.get(bracket["close"])
                if not opened:
                    continue
                start, fields = opened.pop()
            else:
                fields = bracket["open"].split("-")
                start = index
                if not bracket["single"]:
                    pending.setdefault(fields[0], []).append((index, fields))
                    continue
            kind = _GUM_TYPES.get(fields[1] if len(fields) > 1 else "")
            if kind:
                yield start, index + 1, kind, _head(tokens, start, index + 1)


def _head(tokens: list[Token], start: int, end: int) -> int:
    """The token of a span whose head lies outside it."""
    span = range(start, end)
    return next((i for i in span if tokens[i].head == i or tokens[i].head not in span), start)
