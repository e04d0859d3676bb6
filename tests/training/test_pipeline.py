"""The recipe: treebank reading, variation, invented names, and a short training that loads back."""

from pathlib import Path
from random import Random

import pytest
import spacy
from spacy.lookups import Lookups
from spacy.strings import get_string_id

from training.clusters import brown_clusters
from training.documents import examples
from training.invented import Inventor
from training.network import blank_pipeline
from training.pipeline import train
from training.treebanks import Paragraph, read_names, read_paragraphs

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


CLUSTERS = {get_string_id("leave"): 0b0101, get_string_id("depart"): 0b0101}


def test_clusters_are_paths_from_the_root_that_words_used_alike_share() -> None:
    pytest.importorskip("spacy_lookups_data", reason="the extra `training` is not installed")
    clusters = brown_clusters()

    def shared(first: str, second: str) -> int:
        difference = clusters[get_string_id(first)] ^ clusters[get_string_id(second)]
        return (difference & -difference).bit_length() - 1 if difference else 99

    assert shared("Tuesday", "Friday") > shared("Tuesday", "militia")
    assert shared("killed", "wounded") > shared("killed", "general")
    assert shared("rebels", "militants") > shared("rebels", "said")
    assert get_string_id("\n") not in clusters
    assert 100_000 < len(clusters) < 130_000


def test_a_short_training_learns_and_loads_back(paragraphs: list[Paragraph], tmp_path: Path) -> None:
    many = paragraphs * 12
    out = tmp_path / "model"
    train(blank_pipeline(width=32, depth=1), many, lemma_rules(), updates=40, seed=1, out=out)
    nlp = spacy.load(out)
    doc = nlp("Nobody was hurt")
    assert [t.tag_ for t in doc] == ["NN", "VBD", "VBN"]
    assert [t.lemma_ for t in doc] == ["nobody", "be", "hurt"]
    assert [t.dep_ for t in nlp("she said")] == ["nsubj", "ROOT"]

    again = tmp_path / "again"
    train(blank_pipeline(width=32, depth=1), many, lemma_rules(), updates=40, seed=1, out=again)
    weights = [path.relative_to(out) for path in sorted(out.rglob("model"))]
    assert weights
    assert all((out / path).read_bytes() == (again / path).read_bytes() for path in weights)


def test_a_network_told_clusters_learns_and_loads_back(paragraphs: list[Paragraph], tmp_path: Path) -> None:
    nlp = blank_pipeline(width=64, depth=1, clusters=True)
    out = tmp_path / "model"
    train(nlp, paragraphs * 12, lemma_rules(), updates=60, seed=1, out=out, clusters=CLUSTERS)
    loaded = spacy.load(out)
    assert [t.tag_ for t in loaded("Nobody was hurt")] == ["NN", "VBD", "VBN"]
