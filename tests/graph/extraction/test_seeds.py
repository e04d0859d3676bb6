"""What the two seed articles must give, and what they must never give."""

from pathlib import Path

import pytest

from graph.extraction import extract_claims
from graph.iris import fold_name
from graph.model import Article, Claim

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
HAFTAR = ("Khalifa Haftar", "Haftar", "General Haftar")
FORCES = (
    "forces",
    "Khalifa Haftar's militias",
    "Haftar's forces",
    "forces working with Haftar",
    "forces loyal to Haftar",
    "his militias",
    "militias",
)
LNA = ("Libyan National Army", "LNA", "Haftar's Libyan National Army", *FORCES)
EMIRATES = ("United Arab Emirates", "UAE")
KILLINGS = ("unlawfulKilling", "attackOnCivilians")
SYRIA = ("Syrian Regime", "Syrian government", "Syria")
ARAL = ("Berdal Aral", "Aral")
KOSE = ("Talha Kose", "Kose")

GIVEN = [
    (EMIRATES, "supports", HAFTAR),
    (("France",), "supports", HAFTAR),
    (("Russia",), "supports", HAFTAR),
    (("Egypt",), "supports", HAFTAR),
    (HAFTAR, "supports", ("Tobruk-based administration", "alternate Tobruk-based administration")),
    (HAFTAR, "accusedOf", ("warCrimes",)),
    (HAFTAR, "accusedOf", ("attackOnCivilians",)),
    pytest.param(
        *(HAFTAR, "accusedOf", ("starvation",)), marks=pytest.mark.xfail(reason="not read right yet")
    ),
    (LNA, "accusedOf", KILLINGS),
    (LNA, "accusedOf", ("extrajudicialExecution",)),
    (("Mahmoud al-Werfalli", "al-Werfalli"), "accusedOf", ("extrajudicialExecution",)),
    (("Mahmoud al-Werfalli", "al-Werfalli"), "wantedBy", ("International Criminal Court",)),
    (("Mahmoud al-Werfalli", "al-Werfalli"), "memberOf", LNA),
    (HAFTAR, "leads", LNA),
    (HAFTAR, "opposes", ("Government of National Accord", "GNA")),
    (HAFTAR, "metWith", ("Jean-Yvres Le Drian", "Le Drian", "French Minister for Foreign Affairs")),
    (SYRIA, "accusedOf", ("attackOnCivilians",)),
    (("France",), "accusedOf", ("crimesAgainstHumanity",)),
    (("Russia",), "accusedOf", ("crimesAgainstHumanity",)),
    (EMIRATES, "accusedOf", ("crimesAgainstHumanity",)),
]
SPEAKERS = [
    (ARAL, "crimesAgainstHumanity"),
    (KOSE, "warCrimes"),
    (
        ("New America Foundation", "New America Foundation's newest study", "study", "report"),
        "unlawfulKilling",
    ),
    (("UN report", "recent UN report", "UN", "United Nations"), "unlawfulKilling"),
    (("Video footage", "footage"), "extrajudicialExecution"),
]
NEVER_ACCUSED = ["UK", "United Kingdom", "US", "United States", "China", "UN", "United Nations", *KOSE, *ARAL]
NEVER_BACKERS = ["UK", "United Kingdom", "US", "United States", "China"]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    if not SEEDS.is_dir():
        pytest.skip("the seed articles are not beside the project")
    found = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        article = Article(id=path.stem, text=text, original_sha256="", media_type="text/plain")
        found += extract_claims(article)
    return found


def names(accepted: tuple[str, ...]) -> set[str]:
    return {fold_name(name) for name in accepted}


@pytest.mark.parametrize(("subject", "relation", "target"), GIVEN)
def test_gives(claims: list[Claim], subject: tuple[str, ...], relation: str, target: tuple[str, ...]) -> None:
    ends = [
        ({fold_name(claim.subject.name)}, {fold_name(claim.object_name)})
        for claim in claims
        if claim.relation == relation and claim.stance == "asserts"
    ]
    if relation in ("opposes", "metWith"):
        ends += [(second, first) for first, second in ends]
    assert any(first & names(subject) and second & names(target) for first, second in ends)


@pytest.mark.parametrize(("speaker", "code"), SPEAKERS)
def test_names_the_speaker(claims: list[Claim], speaker: tuple[str, ...], code: str) -> None:
    assert any(
        claim.asserter and fold_name(claim.asserter.name) in names(speaker)
        for claim in claims
        if claim.object_name == code or (code, claim.object_name) == ("unlawfulKilling", "attackOnCivilians")
    )


def test_keeps_the_caveat(claims: list[Claim]) -> None:
    caveats = [c.caveat.exact for c in claims if c.object_name == "extrajudicialExecution" and c.caveat]
    assert any("could not independently verify" in caveat for caveat in caveats)


@pytest.mark.parametrize("name", NEVER_ACCUSED)
def test_never_accuses(claims: list[Claim], name: str) -> None:
    accused = {fold_name(claim.subject.name) for claim in claims if claim.relation == "accusedOf"}
    assert fold_name(name) not in accused


@pytest.mark.parametrize("name", NEVER_BACKERS)
def test_never_a_backer(claims: list[Claim], name: str) -> None:
    haftar = names(HAFTAR)
    backers = {
        fold_name(claim.subject.name)
        for claim in claims
        if claim.relation == "supports" and fold_name(claim.object_name) in haftar
    }
    assert fold_name(name) not in backers


def test_leaves_out_what_should_or_might(claims: list[Claim]) -> None:
    assert not any("should have been" in c.quote.exact or "might also bear" in c.quote.exact for c in claims)
