"""Posts, memberships and sanctions that several sentences, or lists of names, tell."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text

Triple = tuple[str, str, str]


def proposed(text: str) -> set[Triple]:
    """What is proposed for a text by more than nearness."""
    document, tree = prepare(article_from_text(text, id="text"))
    return {
        (c.subject.name, c.relation, c.object if isinstance(c.object, str) else c.object.name)
        for c in find_candidates(document, tree)
        if not c.pattern.endswith("/near")
    }


def members(body: str, *people: str) -> set[Triple]:
    return {(person, "memberOf", body) for person in people}


def sanctioned(power: str, *parties: str) -> set[Triple]:
    return {(party, "sanctionedBy", power) for party in parties}


TOLD = {
    # a list of those who hold a post
    "Police held nine TLF workers who were identified as Omar Salam, Idrees Khan and Ali Shah.": members(
        "TLF", "Omar Salam", "Idrees Khan", "Ali Shah"
    ),
    "Several members of the Harbour Union were also held, including Amina Sow, who was freed.": members(
        "Harbour Union", "Amina Sow"
    ),
    "They held seven Viola Circle members: Ales Marek and his spouse, Nina Marek, and Ivan Sys.": members(
        "Viola Circle", "Ales Marek", "Nina Marek", "Ivan Sys"
    ),
    "Officers of the army met victims. They are Egor Marek and Olga Sys.": members(
        "army", "Egor Marek", "Olga Sys"
    ),
    "Senior Harbour Daily staff, including Executive Director Cheng Wai, were arrested.": members(
        "Harbour Daily", "Cheng Wai"
    ),
    # the body of a post told by a word before it, and by brackets
    "Harbour Now, a party, won. Zarate and party chair Neri Colme asked why.": {
        ("Neri Colme", "leads", "Harbour Now")
    },
    "[Patrolman] Ernie Buyoc said so. The police raided the house.": members("police", "Ernie Buyoc"),
    "Marco Petri of the “Endless Struggle” group was sentenced.": members("Endless Struggle", "Marco Petri"),
    "Anna Venturi, 71, a former member of the “Fighting Formations,” was jailed.": members(
        "Fighting Formations", "Anna Venturi"
    ),
    # whose "its" is
    "The Treasury sanctioned the National Police and its director Oscar Moro.": {
        ("Oscar Moro", "leads", "National Police")
    },
    "Tarmala State Governor Ali Moro closed the schools.": {("Ali Moro", "leads", "Tarmala State")},
    # sanctions
    "The EU sanctioned generals, including Ahmed Moro, head of the army, Ali Said, and Omar Sow.": sanctioned(
        "EU", "Ahmed Moro", "Ali Said", "Omar Sow"
    ),
    "Canada imposed sanctions on men. Those sanctioned include the police official Ali Moro as well"
    " as Omar Sow and Idris Bah, the ministry said.": sanctioned(
        "Canada", "Ali Moro", "Omar Sow", "Idris Bah"
    ),
    "Canada announced more sanctions. Ahmed Moro was blacklisted in 2019.": sanctioned(
        "Canada", "Ahmed Moro"
    ),
    "Canada imposed sanctions on nine officials, among them Ahmed Moro.": sanctioned("Canada", "Ahmed Moro"),
    "US sanctions against the police over killings remain.": sanctioned("US", "police"),
    "The Commerce Department added the Lowland Security Bureau to its Entity List.": sanctioned(
        "Commerce Department", "Lowland Security Bureau"
    ),
    "The US-sanctioned Interior Ministry denied it.": sanctioned("US", "Interior Ministry"),
}

NOT_TOLD = {
    "Ahmed Moro hopes to meet Ali Said.": ("Ahmed Moro", "metWith", "Ali Said"),
    "The ruling party's leaders, Omar Sow said, fled.": ("Omar Sow", "leads", "party"),
    "Canada imposed sanctions on the police. Those sanctioned include Ali Moro, the ministry said.": (
        "ministry",
        "sanctionedBy",
        "Canada",
    ),
    "An armed man led the villagers to the river.": ("armed man", "leads", "villagers"),
}


@pytest.mark.parametrize("text", TOLD)
def test_who_belongs_to_whom_is_proposed(text: str) -> None:
    assert TOLD[text] <= proposed(text)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_not_told_is_not_proposed(text: str) -> None:
    assert NOT_TOLD[text] not in proposed(text)
