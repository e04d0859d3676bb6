"""The recipe: treebank reading, variation, invented names, and a short training that loads back."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
import spacy
from spacy.lookups import Lookups
from spacy.strings import get_string_id

from training.documents import examples
from training.invented import Inventor
from training.network import blank_pipeline
from training.pipeline import train
from training.treebanks import Paragraph, read_names, read_paragraphs
from training.vectors import read_vectors

CONLLU = """# newdoc id = GUM_news_made
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# newpar_block = head (1 s)
# sent_id = made-1
# text = General Sani Okoro didn't leave Port Maro.
1	General	general	NOUN	NN	_	2	nmod:desc	_	Entity=(1-person-new-n-cf1-2,3-coref
2	Sani	Sani	PROPN	NNP	_	6	nsubj	_	_
3	Okoro	Okoro	PROPN	NNP	_	2	flat	_	Entity=1)
4-5	didn't	_	_	_	_	_	_	_	_
4	did	do	AUX	VBD	_	6	aux	_	_
5	n't	not	PART	RB	_	6	advmod	_	_
6	leave	leave	VERB	VB	_	0	root	_	_
7	Port	port	PROPN	NNP	_	8	compound	_	Entity=(2-place-new-n-cf2-2-sgl
8	Maro	Maro	PROPN	NNP	_	6	obj	_	Entity=2)|SpaceAfter=No
9	.	.	PUNCT	.	_	6	punct	_	_

# sent_id = made-2
# text = "Troops of the Maro Guard killed us," she said.
1	"	"	PUNCT	``	_	7	punct	_	SpaceAfter=No
2	Troops	troop	NOUN	NNS	_	7	nsubj	_	Entity=(3-person-new-n-cf1-1-coref
3	of	of	ADP	IN	_	6	case	_	_
4	the	the	DET	DT	_	6	det	_	Entity=(4-organization-new-n-cf2-3-sgl
5	Maro	Maro	PROPN	NNP	_	6	compound	_	Entity=(2-place-giv-n-cf2-1-sgl)
6	Guard	guard	PROPN	NNP	_	2	nmod	_	Entity=4)3)
7	killed	kill	VERB	VBD	_	12	ccomp	_	_
8	us	we	PRON	PRP	_	7	obj	_	SpaceAfter=No
9	,	,	PUNCT	,	_	7	punct	_	SpaceAfter=No
10	"	"	PUNCT	''	_	7	punct	_	_
11	she	she	PRON	PRP	_	12	nsubj	_	_
12	said	say	VERB	VBD	_	0	root	_	SpaceAfter=No
13	.	.	PUNCT	.	_	12	punct	_	_

# newpar
# sent_id = made-3
# text = Nobody was hurt
1	Nobody	nobody	PRON	NN	_	3	nsubj:pass	_	_
2	was	be	AUX	VBD	_	3	aux:pass	_	_
3	hurt	hurt	VERB	VBN	_	0	root	_	_

"""


@pytest.fixture
def paragraphs(tmp_path: Path) -> list[Paragraph]:
    path = tmp_path / "made.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return read_paragraphs(path)


def test_paragraphs_sentences_and_named_mentions_are_read(paragraphs: list[Paragraph]) -> None:
    assert [(p.genre, [s.sent_id for s in p.sentences]) for p in paragraphs] == [
        ("news", ["made-1", "made-2"]),
        ("news", ["made-3"]),
    ]
    first, second = paragraphs[0].sentences
    assert first.entities == [(1, 3, "PER"), (6, 8, "LOC")]  # without the title before the name
    assert second.entities == [(4, 6, "ORG")]  # a description ("troops of …") is no name


def test_names_of_an_iob_file_are_read_by_sentence(tmp_path: Path) -> None:
    path = tmp_path / "made.iob2"
    path.write_text(
        "# sent_id = a\n1\tSani\tB-PER\t-\t-\n2\tOkoro\tI-PER\t-\t-\n"
        "3\tleft\tO\t-\t-\n4\tMaro\tB-LOC\t-\t-\n\n",
        encoding="utf-8",
    )
    assert read_names(path) == {"a": [(0, 2, "PER"), (3, 4, "LOC")]}


def test_examples_keep_the_text_and_mark_paragraphs(paragraphs: list[Paragraph]) -> None:
    nlp = spacy.blank("en")
    plain = list(examples(nlp, paragraphs))
    assert [e.reference.text.strip() for e in plain] == [
        'General Sani Okoro didn\'t leave Port Maro. "Troops of the Maro Guard killed us," she said.',
        "Nobody was hurt",
    ]
    assert [len(list(e.reference.sents)) for e in plain] == [2, 1]


def test_writing_varies_but_words_heads_and_names_stay(paragraphs: list[Paragraph]) -> None:
    nlp = spacy.blank("en")
    seen = set()
    for seed in range(60):
        for example in examples(nlp, paragraphs, Random(seed)):
            text = example.reference.text
            seen |= {
                kind
                for kind, found in {
                    "curly": "\u201c" in text,
                    "capitals": "TROOPS" in text,
                    "broken": "\n" in text,
                    "unstopped": "said" in text and not text.rstrip().endswith((".", "hurt", "HURT", "Hurt")),
                }.items()
                if found
            }
            said = [t for t in example.reference if t.text.lower() == "said"]
            assert all(t.dep_ == "ROOT" for t in said)
    assert seen >= {"curly", "capitals", "broken", "unstopped"}


def test_invented_sentences_mark_whole_names_and_repeat_by_seed() -> None:
    nlp = spacy.blank("en")

    def invented(seed: int) -> list[tuple[str, list[tuple[str, str]]]]:
        stream = Inventor(Random(seed)).examples(nlp)
        references = [next(stream).reference for _ in range(300)]
        return [(r.text, [(e.text, e.label_) for e in r.ents]) for r in references]

    made = invented(3)
    assert made == invented(3)
    assert made != invented(4)
    assert {label for _, names in made for _, label in names} == {"PER", "ORG", "LOC"}
    assert any(not names for _, names in made)
    assert not any("{" in text for text, _ in made)
    assert not any(name.startswith("the ") for _, names in made for name, _ in names)


def lemma_rules() -> Lookups:
    tables = Lookups()
    tables.add_table("lemma_rules", {"noun": [["s", ""]], "verb": [["ed", ""]]})
    tables.add_table("lemma_exc", {})
    tables.add_table("lemma_index", {"noun": ["troop"], "verb": []})
    return tables


def test_vectors_are_those_of_the_most_frequent_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "vectors.json"
    words = ["the", "leave", "depart"]
    data = {
        "dimensions": 2,
        "words": words,
        "vectors": {word: [n, -0.5, 99.0, n] for n, word in enumerate(words)},
    }
    file.write_text(json.dumps(data))
    found = read_vectors(file, most=2)
    assert {word: vector.tolist() for word, vector in found.items()} == {
        get_string_id("the"): [0.0, -0.5],
        get_string_id("leave"): [1.0, -0.5],
    }


KINDS = {"said": 1.0, "told": 1.0, "nobody": -1.0, "everyone": -1.0}
GIVEN = {get_string_id(word): np.array([kind, 1 - kind], np.float32) for word, kind in KINDS.items()}


def test_a_short_training_learns_and_loads_back(paragraphs: list[Paragraph], tmp_path: Path) -> None:
    many = paragraphs * 12
    out = tmp_path / "model"
    train(blank_pipeline(width=64, depth=1, given=2), many, lemma_rules(), GIVEN, updates=60, seed=1, out=out)
    nlp = spacy.load(out)
    doc = nlp("Nobody was hurt")
    assert [t.tag_ for t in doc] == ["NN", "VBD", "VBN"]
    assert [t.lemma_ for t in doc] == ["nobody", "be", "hurt"]
    assert [t.dep_ for t in nlp("she said")] == ["nsubj", "ROOT"]
    assert [t.tag_ for t in nlp("she told")] == ["PRP", "VBD"]  # never read, but used as "said" is

    again = tmp_path / "again"
    train(
        blank_pipeline(width=64, depth=1, given=2), many, lemma_rules(), GIVEN, updates=60, seed=1, out=again
    )
    weights = [path.relative_to(out) for path in sorted(out.rglob("model"))]
    assert weights
    assert all((out / path).read_bytes() == (again / path).read_bytes() for path in weights)
