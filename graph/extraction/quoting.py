"""The words of an article that a claim is quoted with."""

from __future__ import annotations

from graph.extraction.document import Document
from graph.extraction.relations import Candidate, Tree
from graph.model import Quote

_LONGEST = 300
_TOLD = frozenset({"obj", "nmod", "obl", "nsubj", "ccomp", "xcomp"})
_NEAR = 25
"""Words from the cue within which what depends on it is quoted as well."""
_HELPING = ("nsubj", "aux", "advmod")
_NEAR_DENIAL = 10
"""Words before a word of denying within which its quote begins with who denies."""


def quote_of(candidate: Candidate, document: Document, tree: Tree, denial: int = -1) -> Quote:
    """The shortest run of words with cue, parties and what depends on the cue, 300 letters at most.

    With it goes the word of denying, if the sentence has one, and who denies: "X has denied that Y arms Z".
    """
    words = {*candidate.cue, denial, *(_denier(denial, tree) if denial >= 0 else ())}
    for end in candidate.ends:
        if end >= 0 and tree.sentence[end] == candidate.sentence:
            mention = document.mention_of.get(end)
            words.add(end)
            if mention and tree.sentence[mention.span.start] == candidate.sentence:
                words.update((mention.span.start, mention.span.end - 1))
    for child in tree.children[candidate.anchor]:
        if tree.dep[child].split(":")[0] in _TOLD and abs(child - candidate.anchor) < _NEAR:
            words.update((min(tree.subtree(child)), max(tree.subtree(child))))
    start, end = tree.spans[candidate.sentence]
    words = {word for word in words if start <= word < end}
    low, high = min(words), max(words) + 1
    if _length(document, low, high) > _LONGEST:
        ends = (e for e in candidate.ends if e >= 0 and tree.sentence[e] == candidate.sentence)
        kept = [*candidate.cue, *ends]
        low, high = min(kept), max(kept) + 1
    while _length(document, low, high) > _LONGEST and high - low > 1:
        if candidate.anchor - low > high - 1 - candidate.anchor:
            low += 1
        else:
            high -= 1
    return slice_of(document, low, high)


def _denier(denial: int, tree: Tree) -> list[int]:
    """Where the subject of a word of denying begins, if that is told shortly, and what helps the word."""
    helping = [child for child in tree.children[denial] if tree.dep[child] in _HELPING and child < denial]
    return [first for child in helping if denial - (first := min(tree.subtree(child))) <= _NEAR_DENIAL]


def _length(document: Document, low: int, high: int) -> int:
    return len(document.doc[low:high].text)


def slice_of(document: Document, low: int, high: int) -> Quote:
    """The words as a quote, without space or lone punctuation at its ends."""
    text = document.article.text
    start = document.doc[low].idx
    last = document.doc[high - 1]
    end = last.idx + len(last)
    while start < end - 1 and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    return Quote(exact=text[start:end], start=start, end=end)
