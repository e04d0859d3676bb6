"""Parses that grammar rules out are mended; others are left as they are."""

import pytest
from spacy.tokens import Doc

from graph.extraction.mending import mend
from graph.language import load_pipeline

LEMMAS = {"asked": "ask", "denied": "deny", "given": "give", "said": "say"}
Word = tuple[str, str, str, str, int]


def document(*words: Word) -> Doc:
    texts = [word for word, *_ in words]
    return Doc(
        load_pipeline().vocab,
        words=texts,
        lemmas=[LEMMAS.get(word, word) for word in texts],
        tags=[tag for _, tag, *_ in words],
        pos=[part for _, _, part, *_ in words],
        deps=[label for *_, label, _ in words],
        heads=[head for *_, head in words],
    )


def tree(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.dep_, token.head.text) for token in doc]


def test_a_participle_with_an_object_behind_a_noun_is_its_verb() -> None:
    doc = mend(
        document(
            ("Police", "NNS", "NOUN", "ROOT", 0),
            ("detained", "VBN", "VERB", "acl", 0),
            ("journalists", "NNS", "NOUN", "obj", 1),
            (".", ".", "PUNCT", "punct", 0),
        )
    )
    assert tree(doc) == [
        ("Police", "nsubj", "detained"),
        ("detained", "ROOT", "detained"),
        ("journalists", "obj", "detained"),
        (".", "punct", "detained"),
    ]
    assert doc[1].tag_ == "VBD"
    assert len(list(doc.sents)) == 1


def test_so_it_is_in_a_clause_that_somebody_says() -> None:
    doc = mend(
        document(
            ("Police", "NNS", "NOUN", "ccomp", 4),
            ("detained", "VBN", "VERB", "acl", 0),
            ("journalists", "NNS", "NOUN", "obj", 1),
            ("witnesses", "NNS", "NOUN", "nsubj", 4),
            ("said", "VBD", "VERB", "ROOT", 4),
        )
    )
    assert tree(doc)[:2] == [("Police", "nsubj", "detained"), ("detained", "ccomp", "said")]


def test_so_it_is_behind_what_may_open_a_clause() -> None:
    doc = mend(
        document(
            ("They", "PRP", "PRON", "nsubj", 1),
            ("fled", "VBD", "VERB", "ROOT", 1),
            ("after", "IN", "ADP", "case", 3),
            ("police", "NNS", "NOUN", "obl", 1),
            ("searched", "VBN", "VERB", "acl", 3),
            ("homes", "NNS", "NOUN", "obj", 4),
        )
    )
    assert tree(doc)[2:] == [
        ("after", "mark", "searched"),
        ("police", "nsubj", "searched"),
        ("searched", "advcl", "fled"),
        ("homes", "obj", "searched"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        [
            ("men", "NNS", "NOUN", "ROOT", 0),
            ("detained", "VBN", "VERB", "acl", 0),
            ("by", "IN", "ADP", "case", 3),
            ("police", "NNS", "NOUN", "obl", 1),
        ],
        [
            ("men", "NNS", "NOUN", "ROOT", 0),
            ("given", "VBN", "VERB", "acl", 0),
            ("asylum", "NN", "NOUN", "obj", 1),
        ],
    ],
)
def test_a_participle_that_may_stand_is_left(words: list[Word]) -> None:
    assert tree(mend(document(*words))) == tree(document(*words))


def test_a_gerund_goes_on_what_it_can_be_joined_to() -> None:
    doc = mend(
        document(
            ("Police", "NNS", "NOUN", "nsubj", 1),
            ("accused", "VBD", "VERB", "ROOT", 1),
            ("rebels", "NNS", "NOUN", "obj", 1),
            ("of", "IN", "ADP", "case", 4),
            ("murder", "NN", "NOUN", "nmod", 2),
            ("and", "CC", "CCONJ", "cc", 6),
            ("looting", "VBG", "VERB", "conj", 1),
        )
    )
    assert doc[6].head == doc[4]


def test_a_gerund_with_both_before_it_does_not_hang_on_itself() -> None:
    doc = mend(
        document(
            ("Fighting", "NN", "NOUN", "nsubj", 1),
            ("began", "VBD", "VERB", "ROOT", 1),
            ("between", "IN", "ADP", "case", 3),
            ("brigades", "NNS", "NOUN", "obl", 1),
            (",", ",", "PUNCT", "punct", 6),
            ("both", "DT", "CCONJ", "cc:preconj", 6),
            ("serving", "VBG", "VERB", "conj", 1),
            ("rulers", "NNS", "NOUN", "obj", 6),
        )
    )
    assert doc[6].head == doc[3]


def test_a_preposition_of_a_subject_opens_its_clause() -> None:
    doc = mend(
        document(
            ("They", "PRP", "PRON", "nsubj", 1),
            ("fled", "VBD", "VERB", "ROOT", 1),
            ("after", "IN", "ADP", "case", 3),
            ("soldiers", "NNS", "NOUN", "nsubj", 4),
            ("came", "VBD", "VERB", "advcl", 1),
        )
    )
    assert tree(doc)[2] == ("after", "mark", "came")


def test_what_has_a_passive_auxiliary_has_a_passive_subject() -> None:
    doc = mend(
        document(
            ("They", "PRP", "PRON", "nsubj", 2),
            ("were", "VBD", "AUX", "aux:pass", 2),
            ("beaten", "VBN", "VERB", "ROOT", 2),
        )
    )
    assert tree(doc)[0] == ("They", "nsubj:pass", "beaten")


def test_which_behind_the_conduct_of_a_state_is_that_state() -> None:
    doc = mend(
        document(
            ("Chad", "NNP", "PROPN", "nsubj", 1),
            ("deplores", "VBZ", "VERB", "ROOT", 1),
            ("conduct", "NN", "NOUN", "obj", 1),
            ("of", "IN", "ADP", "case", 4),
            ("Mali", "NNP", "PROPN", "nmod", 2),
            ("which", "WDT", "PRON", "nsubj", 6),
            ("arms", "VBZ", "VERB", "acl:relcl", 2),
            ("rebels", "NNS", "NOUN", "obj", 6),
        )
    )
    assert tree(doc)[6] == ("arms", "acl:relcl", "Mali")


def test_a_clause_about_whose_ally_is_about_the_noun_before() -> None:
    doc = mend(
        document(
            ("Chad", "NNP", "PROPN", "nsubj", 6),
            (",", ",", "PUNCT", "punct", 3),
            ("whose", "WP$", "PRON", "nmod:poss", 3),
            ("ally", "NN", "NOUN", "nsubj", 5),
            ("is", "VBZ", "AUX", "cop", 5),
            ("Mali", "NNP", "PROPN", "conj", 0),
            ("left", "VBD", "VERB", "ROOT", 6),
        )
    )
    assert tree(doc)[5] == ("Mali", "acl:relcl", "Chad")


def test_what_somebody_is_asked_to_do_hangs_on_the_asking() -> None:
    doc = mend(
        document(
            ("Lawyers", "NNS", "NOUN", "nsubj", 1),
            ("asked", "VBD", "VERB", "ROOT", 1),
            ("courts", "NNS", "NOUN", "iobj", 1),
            ("to", "TO", "PART", "mark", 4),
            ("act", "VB", "VERB", "acl", 2),
        )
    )
    assert tree(doc)[4] == ("act", "xcomp", "asked")


def test_a_participle_between_subject_and_noun_is_the_verb() -> None:
    doc = mend(
        document(
            ("Rebels", "NNS", "NOUN", "nsubj", 2),
            ("looted", "VBN", "VERB", "amod", 2),
            ("shops", "NNS", "NOUN", "ROOT", 2),
            (".", ".", "PUNCT", "punct", 2),
        )
    )
    assert tree(doc) == [
        ("Rebels", "nsubj", "looted"),
        ("looted", "ROOT", "looted"),
        ("shops", "obj", "looted"),
        (".", "punct", "looted"),
    ]


def test_a_neighbouring_state_stands_where_its_adjective_stood() -> None:
    doc = mend(
        document(
            ("armed", "VBN", "VERB", "ROOT", 0),
            ("by", "IN", "SCONJ", "mark", 2),
            ("neighbouring", "VBG", "VERB", "advcl", 0),
            ("Chad", "NNP", "PROPN", "obj", 2),
        )
    )
    assert tree(doc)[1:] == [
        ("by", "case", "Chad"),
        ("neighbouring", "amod", "Chad"),
        ("Chad", "obl", "armed"),
    ]


def test_all_who_are_listed_before_a_verb_are_its_subject() -> None:
    doc = mend(
        document(
            ("Sadek", "NNP", "PROPN", "ROOT", 0),
            ("and", "CC", "CCONJ", "cc", 4),
            ("others", "NNS", "NOUN", "nsubj:pass", 4),
            ("were", "VBD", "AUX", "aux:pass", 4),
            ("held", "VBN", "VERB", "conj", 0),
        )
    )
    assert [word for word in tree(doc) if word[1] != "cc"] == [
        ("Sadek", "nsubj:pass", "held"),
        ("others", "conj", "Sadek"),
        ("were", "aux:pass", "held"),
        ("held", "ROOT", "held"),
    ]


def test_a_bare_noun_between_names_is_the_verb_between_them() -> None:
    doc = mend(
        document(
            ("Chad", "NNP", "PROPN", "compound", 3),
            ("and", "CC", "CCONJ", "cc", 2),
            ("Mali", "NNP", "PROPN", "conj", 0),
            ("support", "NN", "NOUN", "ROOT", 3),
            ("Sadek", "NNP", "PROPN", "appos", 3),
        )
    )
    assert tree(doc) == [
        ("Chad", "nsubj", "support"),
        ("and", "cc", "Mali"),
        ("Mali", "conj", "Chad"),
        ("support", "ROOT", "support"),
        ("Sadek", "obj", "support"),
    ]
    assert (doc[3].pos_, doc[3].tag_) == ("VERB", "VBP")


def test_back_between_a_subject_and_a_noun_is_the_verb() -> None:
    doc = mend(
        document(
            ("Mali", "NNP", "PROPN", "nsubj", 3),
            ("back", "RB", "ADV", "advmod", 3),
            ("the", "DT", "DET", "det", 3),
            ("militia", "NN", "NOUN", "ROOT", 3),
        )
    )
    assert tree(doc) == [
        ("Mali", "nsubj", "back"),
        ("back", "ROOT", "back"),
        ("the", "det", "militia"),
        ("militia", "obj", "back"),
    ]


def test_have_before_a_participle_is_its_auxiliary() -> None:
    doc = mend(
        document(
            ("Powers", "NNS", "NOUN", "nsubj", 1),
            ("have", "VBP", "VERB", "ROOT", 1),
            ("also", "RB", "ADV", "advmod", 3),
            ("imposed", "VBN", "VERB", "amod", 4),
            ("sanctions", "NNS", "NOUN", "obj", 1),
        )
    )
    assert tree(doc) == [
        ("Powers", "nsubj", "imposed"),
        ("have", "aux", "imposed"),
        ("also", "advmod", "imposed"),
        ("imposed", "ROOT", "imposed"),
        ("sanctions", "obj", "imposed"),
    ]


def test_a_verb_without_a_subject_takes_the_end_of_the_list_before_it() -> None:
    words = (
        ("Egypt", "NNP", "PROPN", "nsubj", 1),
        ("backs", "VBZ", "VERB", "ROOT", 1),
        ("Mali", "NNP", "PROPN", "obj", 1),
        (",", ",", "PUNCT", "punct", 4),
        ("Reuters", "NNP", "PROPN", "conj", 2),
        ("and", "CC", "CCONJ", "cc", 6),
        ("AFP", "NNP", "PROPN", "conj", 2),
        ("reported", "VBD", "VERB", "advcl", 1),
    )
    doc = mend(document(*words))
    assert tree(doc)[4:] == [
        ("Reuters", "nsubj", "reported"),
        ("and", "cc", "AFP"),
        ("AFP", "conj", "Reuters"),
        ("reported", "parataxis", "backs"),
    ]
    assert list(doc[2].children) == []


def test_a_verb_that_goes_on_with_a_clause_takes_none() -> None:
    words = (
        ("Egypt", "NNP", "PROPN", "nsubj", 1),
        ("armed", "VBD", "VERB", "ROOT", 1),
        ("Mali", "NNP", "PROPN", "obj", 1),
        (",", ",", "PUNCT", "punct", 4),
        ("Chad", "NNP", "PROPN", "conj", 2),
        ("and", "CC", "CCONJ", "cc", 6),
        ("Niger", "NNP", "PROPN", "conj", 2),
        ("and", "CC", "CCONJ", "cc", 8),
        ("left", "VBD", "VERB", "conj", 1),
    )
    before = tree(document(*words))
    assert tree(mend(document(*words))) == before


def test_what_is_reported_is_not_reported_twice() -> None:
    doc = mend(
        document(
            ("Soldiers", "NNS", "NOUN", "nsubj", 1),
            ("fled", "VBD", "VERB", "ROOT", 1),
            (",", ",", "PUNCT", "punct", 1),
            ("experts", "NNS", "NOUN", "nsubj", 4),
            ("said", "VBD", "VERB", "parataxis", 1),
            ("in", "IN", "ADP", "case", 7),
            ("a", "DT", "DET", "det", 7),
            ("report", "NN", "NOUN", "obl", 4),
            ("that", "IN", "SCONJ", "mark", 10),
            ("Reuters", "NNP", "PROPN", "nsubj", 10),
            ("saw", "VBD", "VERB", "ccomp", 4),
        )
    )
    assert tree(doc)[8:] == [
        ("that", "obj", "saw"),
        ("Reuters", "nsubj", "saw"),
        ("saw", "acl:relcl", "report"),
    ]


def test_a_subject_behind_an_opening_phrase_is_the_verbs() -> None:
    doc = mend(
        document(
            ("According", "VBG", "VERB", "case", 2),
            ("to", "IN", "ADP", "fixed", 0),
            ("Lane", "NNP", "PROPN", "obl", 7),
            (",", ",", "PUNCT", "punct", 4),
            ("Norway", "NNP", "PROPN", "conj", 2),
            ("and", "CC", "CCONJ", "cc", 6),
            ("Sweden", "NNP", "PROPN", "conj", 2),
            ("armed", "VBD", "VERB", "ROOT", 7),
            ("them", "PRP", "PRON", "obj", 7),
        )
    )
    assert tree(doc)[2:8] == [
        ("Lane", "obl", "armed"),
        (",", "punct", "Norway"),
        ("Norway", "nsubj", "armed"),
        ("and", "cc", "Sweden"),
        ("Sweden", "conj", "Norway"),
        ("armed", "ROOT", "armed"),
    ]


def test_who_denies_tells_what_is_said_next_as_well() -> None:
    found = mend(
        document(
            ("Sarria", "NNP", "PROPN", "nsubj", 1),
            ("denied", "VBD", "VERB", "ROOT", 1),
            ("that", "IN", "SCONJ", "mark", 4),
            ("troops", "NNS", "NOUN", "nsubj", 4),
            ("fired", "VBD", "VERB", "ccomp", 1),
            ("and", "CC", "CCONJ", "cc", 6),
            ("said", "VBD", "VERB", "conj", 4),
            ("rebels", "NNS", "NOUN", "nsubj", 8),
            ("did", "VBD", "VERB", "ccomp", 6),
        )
    )
    assert ("said", "conj", "denied") in tree(found)


def test_a_clause_behind_at_the_time_is_what_is_told_then() -> None:
    found = mend(
        document(
            ("Sarria", "NNP", "PROPN", "nsubj", 1),
            ("denied", "VBD", "VERB", "ROOT", 1),
            ("at", "IN", "ADP", "case", 4),
            ("the", "DT", "DET", "det", 4),
            ("time", "NN", "NOUN", "obl", 1),
            ("that", "IN", "SCONJ", "mark", 7),
            ("troops", "NNS", "NOUN", "nsubj", 7),
            ("fired", "VBD", "VERB", "acl:relcl", 4),
        )
    )
    assert ("fired", "ccomp", "denied") in tree(found)


def test_what_stands_before_a_comma_is_the_object_of_the_verb_before_it() -> None:
    doc = mend(
        document(
            ("They", "PRP", "PRON", "nsubj", 1),
            ("fled", "VBD", "VERB", "ROOT", 1),
            (",", ",", "PUNCT", "punct", 3),
            ("raped", "VBD", "VERB", "conj", 1),
            ("women", "NNS", "NOUN", "nsubj", 6),
            (",", ",", "PUNCT", "punct", 6),
            ("torched", "VBD", "VERB", "conj", 3),
            ("barns", "NNS", "NOUN", "obj", 6),
        )
    )
    assert ("women", "obj", "raped") in tree(doc)
    assert ("torched", "conj", "raped") in tree(doc)


def test_who_stands_behind_a_verb_of_saying_opens_what_is_said() -> None:
    doc = mend(
        document(
            ("He", "PRP", "PRON", "nsubj", 1),
            ("said", "VBD", "VERB", "ROOT", 1),
            ("guards", "NNS", "NOUN", "iobj", 1),
            ("had", "VBD", "AUX", "aux", 4),
            ("beaten", "VBN", "VERB", "ccomp", 1),
            ("prisoners", "NNS", "NOUN", "obj", 4),
        )
    )
    assert ("guards", "nsubj", "beaten") in tree(doc)


def test_a_clause_behind_a_post_and_its_body_is_about_the_holder() -> None:
    doc = mend(
        document(
            ("Moro", "NNP", "PROPN", "nsubj", 8),
            (",", ",", "PUNCT", "punct", 2),
            ("commander", "NN", "NOUN", "appos", 0),
            ("of", "IN", "ADP", "case", 4),
            ("Alpha", "NNP", "PROPN", "nmod", 2),
            (",", ",", "PUNCT", "punct", 7),
            ("who", "WP", "PRON", "nsubj", 7),
            ("vanished", "VBD", "VERB", "acl:relcl", 4),
            ("returned", "VBD", "VERB", "ROOT", 8),
        )
    )
    assert ("vanished", "acl:relcl", "Moro") in tree(doc)


def test_who_is_named_only_as_not_meant_takes_no_part() -> None:
    doc = mend(
        document(
            ("police", "NN", "NOUN", "ROOT", 0),
            (",", ",", "PUNCT", "punct", 3),
            ("not", "RB", "ADV", "advmod", 3),
            ("militias", "NNS", "NOUN", "conj", 0),
            (",", ",", "PUNCT", "punct", 6),
            ("who", "WP", "PRON", "nsubj", 6),
            ("fled", "VBD", "VERB", "acl:relcl", 3),
        )
    )
    told = tree(doc)
    assert told[3] == ("militias", "dep", "police")
    assert told[6] == ("fled", "acl:relcl", "police")


def test_who_is_named_behind_not_only_is_meant_too() -> None:
    doc = mend(
        document(
            ("police", "NN", "NOUN", "ROOT", 0),
            (",", ",", "PUNCT", "punct", 4),
            ("not", "RB", "ADV", "advmod", 4),
            ("only", "RB", "ADV", "advmod", 4),
            ("militias", "NNS", "NOUN", "conj", 0),
        )
    )
    assert tree(doc)[4] == ("militias", "conj", "police")


def test_a_clause_behind_an_aside_in_dashes_is_about_whom_the_aside_is_about() -> None:
    doc = mend(
        document(
            ("They", "PRP", "PRON", "nsubj", 1),
            ("fled", "VBD", "VERB", "ROOT", 1),
            ("the", "DT", "DET", "det", 3),
            ("Front", "NNP", "PROPN", "obj", 1),
            ("–", ":", "PUNCT", "punct", 6),
            ("a", "DT", "DET", "det", 6),
            ("band", "NN", "NOUN", "appos", 3),
            ("of", "IN", "ADP", "case", 8),
            ("farmers", "NNS", "NOUN", "nmod", 6),
            ("–", ":", "PUNCT", "punct", 11),
            ("which", "WDT", "PRON", "nsubj", 11),
            ("burned", "VBD", "VERB", "acl:relcl", 8),
            ("homes", "NNS", "NOUN", "obj", 11),
        )
    )
    assert doc[11].head.text == "Front"


def test_a_deed_behind_and_goes_with_the_deed_before() -> None:
    words = [
        ("fled", "VBD", "VERB", "ROOT", 0),
        ("clashing", "VBG", "VERB", "advcl", 0),
        ("with", "IN", "ADP", "case", 3),
        ("troops", "NNS", "NOUN", "obl", 1),
        ("and", "CC", "CCONJ", "cc", 6),
        ("looting", "VBG", "NOUN", "compound", 6),
        ("shops", "NNS", "NOUN", "conj", 3),
    ]
    assert tree(mend(document(*words)))[4:] == [
        ("and", "cc", "looting"),
        ("looting", "conj", "clashing"),
        ("shops", "obj", "looting"),
    ]
    words[5] = ("fleeing", "VBG", "NOUN", "compound", 6)
    assert tree(mend(document(*words)))[5] == ("fleeing", "compound", "shops")
