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
    "Guards seized six TLF workers who were named as Omar Bek, Idris Sow and Ali Shah.": members(
        "TLF", "Omar Bek", "Idris Sow", "Ali Shah"
    ),
    "Many members of the Harbour Union were fined, including Amina Sow, a dentist.": members(
        "Harbour Union", "Amina Sow"
    ),
    "The court freed Viola Circle members: Ales Marek and his sister, Nina Marek, and Ivan Sys.": members(
        "Viola Circle", "Ales Marek", "Nina Marek", "Ivan Sys"
    ),
    "Officers of the army wrote a book. They are Egor Marek and Olga Sys.": members(
        "army", "Egor Marek", "Olga Sys"
    ),
    "Harbour Daily staff, including Managing Director Lin Oda, walked out.": members(
        "Harbour Daily", "Lin Oda"
    ),
    # the body of a post told by a word before it, and by brackets
    "The party Harbour Now won the vote. The mayor and party chair Ines Duarte danced.": {
        ("Ines Duarte", "leads", "Harbour Now")
    },
    # one of several
    "Rajesh Kumar, one of the current leaders of the Harbour Employees Union, was sacked.": {
        ("Rajesh Kumar", "leads", "Harbour Employees Union")
    },
    "Paul Berg was one of the commanders of the Lowland Front.": members("Lowland Front", "Paul Berg"),
    "The opposition Harbour Party's general secretary, Ivan Petrov, was arrested.": {
        ("Ivan Petrov", "leads", "Harbour Party")
    },
    "[Constable] Peter Lund said so. The police left the house.": members("police", "Peter Lund"),
    "Marco Petri of the “Endless Struggle” group was sentenced.": members("Endless Struggle", "Marco Petri"),
    "Anna Berg, 40, a former member of the “Iron Lanterns,” was fined.": members(
        "Iron Lanterns", "Anna Berg"
    ),
    # whose "its" is
    "The Treasury sanctioned the National Police and its director Oscar Moro.": {
        ("Oscar Moro", "leads", "National Police")
    },
    "Tarmala State Governor Ali Moro closed the schools.": {("Ali Moro", "leads", "Tarmala State")},
    # posts told through a part of the body, an aside, or with another post
    "Tara Lund, convener of the wages sub-committee of the Harbour Union, spoke.": {
        ("Tara Lund", "leads", "Harbour Union")
    },
    "The President, Harbour Nurses Union (HNU), Comrade Olu Sow, has resigned.": {
        ("Olu Sow", "leads", "Harbour Nurses Union")
    },
    "Speaking like Omar Bek, Harbour Party chair and former minister Ines Duarte left.": {
        ("Ines Duarte", "leads", "Harbour Party")
    },
    "Harbour Watch's China director, Lin Oda, spoke. China slept.": {("Lin Oda", "leads", "Harbour Watch")},
    "Two members of the Harbour Union staff members, Ali Bek and Omar Sow, left.": members(
        "Harbour Union", "Ali Bek", "Omar Sow"
    ),
    # rulers of a state that is not named with them: one that another rules is none of theirs
    "Russian President Ivan Sys flew home to Russia. Russia is big. Moldova voted. Prime Minister Ana Rusu"
    " thanked Moldova.": {("Ana Rusu", "leads", "Moldova")},
    "Norway is cold. Writers in Ghana fear President Ali Moro. Norway knows. Norway waits.": {
        ("Ali Moro", "leads", "Ghana")
    },
    "Kenya voted. The ruling Harbour Party won. Kenya slept.": {("Harbour Party", "leads", "Kenya")},
    "Ali Moro took power in Chad in 2014.": {("Ali Moro", "leads", "Chad")},
    "Peru suffered under the regime of Ali Moro. Peru still does.": {("Ali Moro", "leads", "Peru")},
    "Interior Minister Ann Lee spoke. The Interior Ministry said so.": {
        ("Ann Lee", "leads", "Interior Ministry")
    },
    # whose a body is
    "Ali Moro’s far-right Harbour Party won.": {("Ali Moro", "leads", "Harbour Party")},
    "Ali Moro and his Harbour Party won.": {("Ali Moro", "leads", "Harbour Party")},
    "Ali Moro and his firm Harbour Media lost.": {("Ali Moro", "leads", "Harbour Media")},
    "Mr Omar Bek (Harbour Party) voted against it.": members("Harbour Party", "Omar Bek"),
    "Parliament voted. Two lawmakers, Omar Bek (East) and Ali Shah (West), did not.": members(
        "Parliament", "Omar Bek", "Ali Shah"
    ),
    "The Toronto police's Holdup Squad searched the house.": {("Holdup Squad", "memberOf", "Toronto police")},
    "Omar Sow, a spokesman for Oslo-based Harbour Relief Union, left.": members(
        "Harbour Relief Union", "Omar Sow"
    ),
    # a post after another's, and of one named elsewhere
    "Kenyan President Ali Moro spoke. His predecessor, Omar Sow, slept.": {("Omar Sow", "leads", "Kenya")},
    "Ali Moro was jailed. Friends of the Harbour Leaks founder wept.": {
        ("Ali Moro", "leads", "Harbour Leaks")
    },
    "Harbour Telecom sank. Former company boss Didier Lund was jailed.": {
        ("Didier Lund", "leads", "Harbour Telecom")
    },
    "Ali Bek, editor-in-chief of the Lakes Mail newspaper, was held.": {("Ali Bek", "leads", "Lakes Mail")},
    "One of the founding members of the Harbour Nurses Union (HNU) Omar Bek has died.": members(
        "Harbour Nurses Union", "Omar Bek"
    ),
    "The Harbour Nurses Union went on strike. The president of the union, Olu Sow, slept.": {
        ("Olu Sow", "leads", "Harbour Nurses Union")
    },
    "Omar Bek was a Canadian and former member of the Lakes Brigade.": members("Lakes Brigade", "Omar Bek"),
    "A local gang owing allegiance to the Harbour Nurses Union beat him.": members(
        "Harbour Nurses Union", "local gang"
    ),
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
    # who is of an opposition opposes the ruler
    "Belarusian President Ali Moro spoke. The opposition poet, Vito Asok, left the hall.": {
        ("Vito Asok", "opposes", "Ali Moro")
    },
    # a post first, its holder in the next sentence
    "A senior commander of the Lowland Front surrendered on Tuesday. Tomas Reyna, 41, came out.": {
        (
            "Tomas Reyna",
            "memberOf",
            "Lowland Front",
        )
    },
    "The health minister of Kenya resigned on Monday. Lina Haddad had been in office for two years.": {
        (
            "Lina Haddad",
            "leads",
            "Kenya",
        )
    },
    # by a common noun of the body
    "The Hill Division drove them out. The division's commander, General Omar Louati, denied it.": {
        (
            "Omar Louati",
            "leads",
            "Hill Division",
        )
    },
    "The Desert Battalion holds 600 people. The head of the unit, Anis Bek, denied it.": {
        (
            "Anis Bek",
            "leads",
            "Desert Battalion",
        )
    },
    # by a name that its holder goes by
    "The Desert Brigade fled. Its spokesman, who goes by the name of Abu Said, denied it.": {
        (
            "Abu Said",
            "memberOf",
            "Desert Brigade",
        )
    },
    "The Kenyan Human Rights Commission spoke. Its chief commissioner, Amina Worede, was held.": {
        (
            "Amina Worede",
            "leads",
            "Kenyan Human Rights Commission",
        )
    },
    "The Desert Army lost two of its officers, Col. Omar Sow and Maj. Ali Moro, in the raid.": {
        (
            "Ali Moro",
            "memberOf",
            "Desert Army",
        )
    },
    # under whoever holds a post
    "U.N. Secretary-General's envoy Astrid Berg condemned the strike.": {("Astrid Berg", "memberOf", "U.N.")},
    # in another's place
    "Anwar Latif led the Desert Brigade until 2019. Hamid Sow took over from Latif in May.": {
        (
            "Hamid Sow",
            "leads",
            "Desert Brigade",
        )
    },
    # parts told behind a comma
    "The 4th Armoured Brigade, an army unit based in Tarsa, opened fire.": {
        (
            "4th Armoured Brigade",
            "memberOf",
            "army",
        )
    },
}

NOT_TOLD = {
    "Ahmed Moro hopes to meet Ali Said.": ("Ahmed Moro", "metWith", "Ali Said"),
    "The ruling party's leaders, Omar Sow said, fled.": ("Omar Sow", "leads", "party"),
    "Canada imposed sanctions on the police. Those sanctioned include Ali Moro, the ministry said.": (
        "ministry",
        "sanctionedBy",
        "Canada",
    ),
    "General Security said so in Lebanon.": ("Security", "leads", "Lebanon"),
    "Omar Sow, the owner of the car, was held by the police.": ("Omar Sow", "leads", "police"),
    "Kenya slept. The driver was freed at 10:30 pm, Omar Sow said.": ("Omar Sow", "leads", "Kenya"),
    "Kenya slept. Omar Sow, president of the local press club, spoke.": ("Omar Sow", "leads", "Kenya"),
    "Ali Moro was quoted on his Facebook page.": ("Ali Moro", "leads", "Facebook"),
    "British foreign minister Ali Moro spoke. China's foreign ministry was silent.": (
        "Ali Moro",
        "leads",
        "China's foreign ministry",
    ),
    "Malaysia's ruling party fell. Malaysia slept.": ("Malaysia's ruling party", "leads", "Malaysia"),
    "She met a member of the Harbour Union in Oslo. Omar Bek was jailed.": (
        "Omar Bek",
        "memberOf",
        "Harbour Union",
    ),
    "An armed man led the villagers to the river.": ("armed man", "leads", "villagers"),
    "The forces of General Khalifa Haftar, it said, shelled Tripoli.": ("Khalifa Haftar", "leads", "forces"),
    "She met a commander of the Harbour Union in Oslo. Omar Bek was jailed.": (
        "Omar Bek",
        "memberOf",
        "Harbour Union",
    ),
    "Ethiopia's army chief, Berhanu Jula, spoke.": ("Berhanu Jula", "leads", "Ethiopia"),
    "Members of the Harbour Union marched. Omar Bek was jailed.": ("Omar Bek", "memberOf", "Harbour Union"),
    "Omar Bek replaced the door of the Harbour Union.": ("Omar Bek", "leads", "Harbour Union"),
    "The Desert Brigade, an old army song, was sung.": ("Desert Brigade", "memberOf", "army"),
    "The Congolese army left. A spokesman of the Ugandan army, Felix Kato, denied it.": (
        "Felix Kato",
        "memberOf",
        "Congolese army",
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_who_belongs_to_whom_is_proposed(text: str) -> None:
    assert TOLD[text] <= proposed(text)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_not_told_is_not_proposed(text: str) -> None:
    assert NOT_TOLD[text] not in proposed(text)
