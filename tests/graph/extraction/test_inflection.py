"""Forms of verbs by rule."""

import pytest

from graph.extraction.inflection import participle, past, present

FORMS = [
    ("deny", "denies", {"denied"}, {"denying"}),
    ("say", "says", {"sayed"}, {"saying"}),
    ("dismiss", "dismisses", {"dismissed"}, {"dismissing"}),
    ("rob", "robs", {"robbed"}, {"robbing"}),
    ("admit", "admits", {"admited", "admitted"}, {"admiting", "admitting"}),
    ("wiretap", "wiretaps", {"wiretaped", "wiretapped"}, {"wiretaping", "wiretapping"}),
    ("accuse", "accuses", {"accused"}, {"accusing"}),
    ("agree", "agrees", {"agreed"}, {"agreeing"}),
    ("lie", "lies", {"lied"}, {"lying"}),
    ("veto", "vetoes", {"vetoed"}, {"vetoing"}),
    ("claim", "claims", {"claimed"}, {"claiming"}),
    ("shell", "shells", {"shelled"}, {"shelling"}),
    ("bury", "buries", {"buried"}, {"burying"}),
]


@pytest.mark.parametrize(("verb", "in_s", "in_ed", "in_ing"), FORMS)
def test_a_verb_has_its_forms(verb: str, in_s: str, in_ed: set[str], in_ing: set[str]) -> None:
    assert (present(verb), past(verb), participle(verb)) == (in_s, in_ed, in_ing)
