"""Whatever a parser makes of a sentence, its mended parse is a tree, and nothing is raised."""

import random

import pytest
from spacy.tokens import Doc

from graph.extraction.mending import mend
from graph.language import load_pipeline

SMALL = {
    "and": ("CC", "CCONJ", "cc"),
    "both": ("CC", "CCONJ", "cc"),
    ",": (",", "PUNCT", "punct"),
    "the": ("DT", "DET", "det"),
    "of": ("IN", "ADP", "case"),
    "after": ("IN", "ADP", "mark"),
    "who": ("WP", "PRON", "nsubj"),
    "whose": ("WP$", "PRON", "nmod:poss"),
    "that": ("WDT", "PRON", "nsubj"),
    "'s": ("POS", "PART", "case"),
    "not": ("RB", "PART", "advmod"),
    "having": ("VBG", "AUX", "aux"),
}
OPEN = {
    "VERB": ("VBD", "VBN", "VBG", "VBZ", "VB"),
    "NOUN": ("NN", "NNS"),
    "PROPN": ("NNP", "NNPS"),
    "ADJ": ("JJ",),
}
WORDS = {
    "VERB": ("accused", "killed", "said", "denied", "serving", "torturing", "arrests", "ordered", "claims"),
    "NOUN": ("police", "chief", "soldiers", "killing", "torture", "charges", "time", "report", "commander"),
    "PROPN": ("Omar", "Lane", "Front", "Kenya"),
    "ADJ": ("former", "neighboring", "dead"),
}
LABELS = (
    *(
        "nsubj",
        "nsubj:pass",
        "obj",
        "obl",
        "obl:agent",
        "nmod",
        "nmod:poss",
        "amod",
        "appos",
        "conj",
        "advcl",
    ),
    *(
        "acl",
        "acl:relcl",
        "ccomp",
        "xcomp",
        "parataxis",
        "aux",
        "aux:pass",
        "cop",
        "compound",
        "flat",
        "case",
    ),
)


def random_parse(chance: random.Random) -> Doc:
    """Words of news in any order, under a random tree without crossing branches."""
    words, tags, parts, labels = [], [], [], []
    for _ in range(chance.randint(3, 16)):
        if chance.random() < 0.45:
            word, (tag, part, label) = chance.choice(list(SMALL.items()))
            label = label if chance.random() < 0.8 else chance.choice(LABELS)
        else:
            part = chance.choice(list(OPEN))
            word, tag, label = chance.choice(WORDS[part]), chance.choice(OPEN[part]), chance.choice(LABELS)
        for column, value in zip((words, tags, parts, labels), (word, tag, part, label), strict=True):
            column.append(value)
    heads = list(range(len(words)))

    def hang(start: int, end: int, above: int) -> None:
        if start < end:
            top = chance.randrange(start, end)
            heads[top] = above
            hang(start, top, chance.choice((top, top, above)))
            hang(top + 1, end, chance.choice((top, top, above)))

    root = chance.randrange(len(words))
    labels[root] = "ROOT"
    hang(0, root, root)
    hang(root + 1, len(words), root)
    vocab = load_pipeline().vocab
    return Doc(vocab, words=words, lemmas=words, tags=tags, pos=parts, deps=labels, heads=heads)


def is_tree(doc: Doc) -> bool:
    """Whether every word leads to a root."""
    heads = [token.head.i for token in doc]
    return all(_leads_to_root(heads, index) for index in range(len(heads)))


def _leads_to_root(heads: list[int], index: int) -> bool:
    for _ in heads:
        if heads[index] == index:
            return True
        index = heads[index]
    return False


@pytest.mark.parametrize("seed", range(8))
def test_any_parse_is_mended_to_a_tree(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(2000):
        doc = mend(random_parse(chance))
        assert is_tree(doc), [(token.text, token.tag_, token.dep_, token.head.i) for token in doc]
