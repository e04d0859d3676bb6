import pytest
from pyoxigraph import NamedNode

from graph.errors import IdentityError
from graph.identity import Apart, Identity, Same, default_actor
from graph.iris import DEFAULT_BASE, mention_iri
from graph.model import ActorKind, Party

BASE = DEFAULT_BASE
RWANDA = NamedNode("https://w3id.org/onus/actor/rwanda")


def denoted(name: str, kind: ActorKind, article: str = "a1") -> NamedNode:
    return default_actor(BASE, article, Party(name=name, kind=kind))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rwanda", "State"),
        ("Republic of Rwanda", "State"),
        ("Kigali", "State"),
        ("Kigali", "GovernmentBody"),
        ("Rwandan", "State"),
        ("Rwandan government", "GovernmentBody"),
        ("the Rwandan authorities", "GovernmentBody"),
        ("government of Rwanda", "GovernmentBody"),
    ],
)
def test_what_means_a_state_denotes_the_reference_actor(name: str, kind: ActorKind) -> None:
    assert denoted(name, kind) == RWANDA


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rwanda", "Person"),
        ("Kigali", "Organization"),
        ("Rwandan rebels", "ArmedGroup"),
        ("Rwandan opposition", "Organization"),
        ("Kigali administration", "GovernmentBody"),
        ("Rwanda", "Source"),
    ],
)
def test_what_may_mean_another_is_not_the_state(name: str, kind: ActorKind) -> None:
    assert denoted(name, kind) != RWANDA


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Khalifa Haftar", "Person"),
        ("Mahmoud al-Werfalli", "Person"),
        ("General Khalifa Haftar", "Person"),
        ("Libyan National Army", "ArmedGroup"),
        ("Boko Haram", "ArmedGroup"),
        ("Hamas", "ArmedGroup"),
        ("M23", "ArmedGroup"),
        ("ISWAP", "ArmedGroup"),
        ("Khalifa Haftar's forces", "ArmedGroup"),
        ("Rwandan army", "ArmedGroup"),
        ("Government of National Accord", "GovernmentBody"),
    ],
)
def test_a_full_name_is_one_actor_everywhere(name: str, kind: ActorKind) -> None:
    assert denoted(name, kind, "a1") == denoted(name, kind, "a2")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hassan", "Person"),
        ("General Haftar", "Person"),
        ("bin Salman", "Person"),
        ("J. Doe", "Person"),
        ("older journalist", "Person"),
        ("rebels", "ArmedGroup"),
        ("officials", "GovernmentBody"),
        ("Police", "GovernmentBody"),
        ("Ministry of Defence", "GovernmentBody"),
        ("Republican Guard", "ArmedGroup"),
        ("Haftar's forces", "ArmedGroup"),
        ("Tripoli forces", "ArmedGroup"),
        ("SDF", "ArmedGroup"),
        ("Supreme Court", "Court"),
        ("military junta", "GovernmentBody"),
        ("experts", "Source"),
        ("Khalifa Haftar", "Source"),
    ],
)
def test_what_may_mean_several_stays_inside_its_article(name: str, kind: ActorKind) -> None:
    assert denoted(name, kind, "a1") != denoted(name, kind, "a2")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Islamic State group", "Islamic State"),
        ("Egypt's army", "the Egyptian army"),
        ("Nicolás Maduro Front", "the Nicolas Maduro Front"),
    ],
)
def test_wording_alone_makes_no_other_actor(first: str, second: str) -> None:
    assert denoted(first, "ArmedGroup") == denoted(second, "ArmedGroup")


def test_a_person_and_a_body_of_one_name_are_two() -> None:
    assert denoted("Boko Haram", "Person") != denoted("Boko Haram", "ArmedGroup")


HAFTAR = Party(name="Khalifa Haftar", kind="Person")
HIFTER = Party(name="Khalifa Hifter", kind="Person")
HEFTAR = Party(name="Khalifa Heftar", kind="Person")


def actor(party: Party) -> NamedNode:
    return default_actor(BASE, "any", party)


def test_merged_actors_are_the_one_that_was_chosen_through_any_chain() -> None:
    identity = Identity(BASE, (Same(actor(HAFTAR), actor(HIFTER)), Same(actor(HIFTER), actor(HEFTAR))))
    for party in (HAFTAR, HIFTER, HEFTAR):
        assert identity.resolve("a1", party) == actor(HEFTAR)


def test_a_reference_actor_stays_what_it_is_whichever_way_it_is_merged() -> None:
    regime = Party(name="Rwandan Patriotic Front", kind="GovernmentBody")
    for merge in (Same(RWANDA, actor(regime)), Same(actor(regime), RWANDA)):
        identity = Identity(BASE, (merge,))
        assert identity.resolve("a1", regime) == RWANDA
        assert identity.resolve("a1", Party(name="Rwanda", kind="State")) == RWANDA


def test_two_reference_actors_are_never_one() -> None:
    france = NamedNode("https://w3id.org/onus/actor/france")
    with pytest.raises(IdentityError, match="reference"):
        Identity(BASE, (Same(RWANDA, france),))


def test_a_mention_decided_upon_moves_alone() -> None:
    short = Party(name="Haftar", kind="Person")
    identity = Identity(BASE, (Same(mention_iri(BASE, "a1", short), actor(HAFTAR)),))
    assert identity.resolve("a1", short) == actor(HAFTAR)
    assert identity.resolve("a2", short) != actor(HAFTAR)


def test_two_merges_of_one_mention_do_not_merge_their_targets() -> None:
    mention = mention_iri(BASE, "a1", Party(name="Haftar", kind="Person"))
    identity = Identity(BASE, (Same(mention, actor(HAFTAR)), Same(mention, actor(HIFTER))))
    assert identity.canonical(actor(HAFTAR)) != identity.canonical(actor(HIFTER))


def test_a_mention_kept_apart_stays_inside_its_article() -> None:
    identity = Identity(BASE, separations=(Apart(mention_iri(BASE, "a1", HAFTAR), actor(HAFTAR)),))
    assert identity.resolve("a1", HAFTAR) != actor(HAFTAR)
    assert identity.resolve("a2", HAFTAR) == actor(HAFTAR)


def test_what_is_kept_apart_cannot_be_merged() -> None:
    with pytest.raises(IdentityError, match="apart"):
        Identity(
            BASE,
            merges=(Same(actor(HAFTAR), actor(HEFTAR)), Same(actor(HIFTER), actor(HEFTAR))),
            separations=(Apart(actor(HAFTAR), actor(HIFTER)),),
        )
    mention = mention_iri(BASE, "a1", HAFTAR)
    with pytest.raises(IdentityError, match="apart"):
        Identity(BASE, (Same(mention, actor(HIFTER)),), (Apart(mention, actor(HIFTER)),))


def test_a_source_never_becomes_an_actor() -> None:
    source = Party(name="video footage", kind="Source")
    identity = Identity(BASE, (Same(mention_iri(BASE, "a1", source), actor(HAFTAR)),))
    assert identity.resolve("a1", source) == default_actor(BASE, "a1", source)
