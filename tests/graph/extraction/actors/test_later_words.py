"""Whom later words mean: a short form, "the rebels", "its", and who is only told to be close to a body."""

from collections.abc import Callable

import pytest

from graph.extraction.document import Document

QUIET = "It rained for days. Roads were closed. Nobody came to the market. Schools stayed shut. "


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The Rwanda Defence Force took Gara. The [[RDF]] fled.", "Rwanda Defence Force"),
        ("The Rapid Brigade, known by its French acronym BRC, fled. The [[BRC]] fled.", "Rapid Brigade"),
        ("The Hill Alliance (Front des Collines, FDC) fled. The [[FDC]] fled.", "Front des Collines"),
        ("[[Rebels linked]] to the Lowland Front took Gara.", "Rebels"),
        ("[[Rebels loyal]] to the Lowland Front took Gara.", "Lowland Front"),
        (
            f"The Hill Front's rebels took Gara. {QUIET} The harvest was late. The Lowland Front took Tuk. "
            "Chad armed [[the rebels]].",
            "Lowland Front",
        ),
        (
            "The Hill Front's rebels took Gara. The Lowland Front took Tuk. Chad armed [[the rebels]].",
            "Hill Front",
        ),
        (
            "The envoy met Adam Omar, who commands the 4th Division. Chad has denied using gas. "
            "[[Its]] ally Egypt blamed rebels.",
            "Chad",
        ),
        ("The secretary of state, Paul Lane, met Adam Omar. [[He]] flew home.", "Paul Lane"),
        ("Lashkar-e-Taiba (LeT) was banned. The [[LeT]] founder fled.", "Lashkar-e-Taiba"),
        ("The National Unity Government met. [[Its]] acting president fled.", "National Unity Government"),
        ("Ann Lane was tried in Tuk. Judge Dzmitry Poe found [[her]] guilty.", "Ann Lane"),
        ("Ann Lane and her son fled. Robin Poe had jailed Ann Lane in Tuk. [[She]] is 40.", "Ann Lane"),
        ("Chad listed the Lowland Front, along with [[its]] Tuk Brigade.", "Lowland Front"),
        ("The New Hills Army (NHA) took Tuk. The [[Army]]'s 3rd Brigade blamed it.", "Army"),
        ("The Libyan National Army (LNA) took Tuk. The [[Army]] fled.", "Libyan National Army"),
        ("The military struck. [[The army]] fled. The Arakan Army took Tuk.", "army"),
        (
            "Chadian agents burned a barn. Chadian authorities banned rallies. [[They]] jailed ten men.",
            "Chad",
        ),
        ("Mali met Chad, where a bridge fell so that [[authorities]] could not flee.", "Chad"),
        ("The [[regime]] in Damascus jailed ten poets.", "Damascus"),
        ("Chad's police fled.\n\nAlso read: Mali police win cup\n\n[[Police]] returned.", "Chad's police"),
        (
            "Omar Lane of the Power and Participation Lab Centre (PPLC) fled. [[PPLC]] closed.",
            "Power and Participation Lab Centre",
        ),
        (
            "Ann Lane runs the Mali and Chad Affairs Office. The [[office]] is in Tuk.",
            "Mali and Chad Affairs Office",
        ),
        (
            "Chad has accused [[a former president]]. Officers met in Tuk. President Adam Omar won.",
            "former president",
        ),
        (
            "Ex-president Paul Lane fled. President Adam Omar met Chad. [[The former president]] is ill.",
            "Paul Lane",
        ),
        ("Anton Gara Belisk ruled Chad. [[Gara]]'s former defence minister fled.", "Anton Gara Belisk"),
        ("The Lakes Union (LU)—both poor and old—met Omar Lane. [[LU]] fled.", "Lakes Union"),
        ("The Head of the Hill Service (HOHS), Dr Ann Lane, fled. [[She]] is 40.", "Ann Lane"),
        ("The UN panel cut aid to Chad over [[its]] part in the war.", "Chad"),
        ("Mali shelled Chad. Chad fled. [[Hill Front authorities]] in Chad jailed ten men.", "Hill Front"),
        ("Sam Lane fled. Lane is 40. His mother, Bess Lane, is 70. [[Lane]] was held.", "Sam Lane"),
        ("Omar Lane fled. Police raided [[his Daily Tuk newspaper]].", "Daily Tuk"),
        ("Agents spied on the U.S. & [[Iranian]] envoys.", "Iran"),
    ],
)
def test_later_words_mean(meant: Callable[[str], str | None], marked: str, name: str) -> None:
    assert meant(marked) == name


def test_it_that_adds_is_who_spoke_before(meant: Callable[[str], str | None]) -> None:
    text = (
        "Talks went on in Chad, the Harbour Rights Union said. [[It]] added that Mali had tortured prisoners."
    )
    assert meant(text) == "Harbour Rights Union"


def test_rebels_mean_no_navy(meant: Callable[[str], str | None]) -> None:
    between = "It rained in Gara. Schools shut. Shops shut. Prices rose. Farmers fled. Trains were late. "
    text = f"Rebels fled in May. {between}Adam Lane of the Chadian Navy was murdered by [[rebels]] on Friday."
    assert meant(text) != "Chadian Navy"


def test_both_before_two_places_means_nobody(read: Callable[[str], Document]) -> None:
    document = read("Adam Lane and Omar Sow fled. Unions, both in Chad and abroad, protested.")
    assert all(mention.span.text != "both" for mention in document.mentions)


def test_a_defence_counsel_makes_no_state(read: Callable[[str], Document]) -> None:
    document = read("The court sued Lampora in May. Lampora's defence counsel told Lampora to wait.")
    assert all(actor.kind != "State" for actor in document.actors)
