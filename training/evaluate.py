"""Measures a trained pipeline: ``python -m training.evaluate --treebanks DIR --model DIR``."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example

import graph.language  # noqa: F401  registers the component onus_paragraphs
from training.documents import examples
from training.treebanks import Paragraph, read_names, read_paragraphs


def test_paragraphs(data: Path) -> dict[str, list[Paragraph]]:
    """The test files by name, each with the names annotated over it."""
    ewt = read_paragraphs(data / "treebanks" / "en_ewt_test.conllu.gz")
    names = read_names(data / "ner" / "uner_ewt_test.iob2.gz")
    for paragraph in ewt:
        for sentence in paragraph.sentences:
            sentence.entities = names.get(sentence.sent_id)
    gum = read_paragraphs(data / "treebanks" / "en_gum_test.conllu.gz")
    return {
        "EWT test": ewt,
        "GUM test": gum,
        "GUM test, news": [p for p in gum if p.genre in {"news", "interview", "bio", "speech"}],
        "GUM dev": read_paragraphs(data / "treebanks" / "en_gum_dev.conllu.gz"),
    }


def scores(nlp: Language, paragraphs: list[Paragraph]) -> dict[str, float]:
    """Scores in percent, over text as the pipeline itself cuts it; paragraphs run on after line breaks."""
    pairs = list(examples(nlp, paragraphs))
    started = time.process_time()
    documents = list(nlp.pipe((pair.reference.text for pair in pairs), batch_size=64))
    seconds = time.process_time() - started
    judged = [Example(document, pair.reference) for document, pair in zip(documents, pairs, strict=True)]
    found = Scorer(nlp).score(judged)
    types = found["ents_per_type"] or {}
    return {
        "tag": 100 * found["tag_acc"],
        "pos": 100 * found["pos_acc"],
        "lemma": 100 * found["lemma_acc"],
        "uas": 100 * found["dep_uas"],
        "las": 100 * found["dep_las"],
        "sentence_f": 100 * found["sents_f"],
        "name_p": 100 * found["ents_p"],
        "name_r": 100 * found["ents_r"],
        "name_f": 100 * found["ents_f"],
        **{label.lower() + "_f": 100 * types.get(label, {"f": 0.0})["f"] for label in ("PER", "ORG", "LOC")},
        "tokens_per_s": sum(len(document) for document in documents) / seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder that holds treebanks/ and ner/")
    parser.add_argument("--model", type=Path, required=True, help="folder of the trained pipeline")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    for name, paragraphs in test_paragraphs(arguments.treebanks).items():
        found = scores(nlp, paragraphs)
        print(f"{name:16}", *(f"{key} {value:.1f}" for key, value in found.items()), sep="  ")


if __name__ == "__main__":
    main()
