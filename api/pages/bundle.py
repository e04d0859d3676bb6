"""The scripts of pages: the network's drawing and the SPARQL editor, built from `web/` at set-up."""

from pathlib import Path

from graph.model import ACCUSATION, ActorKind
from graph.vocabulary import Relation, relations

USUAL_RELATIONS = ("supports", "leads", "memberOf", "opposes")
"""What a network shows where no relations are asked for; the same as in `NetworkParameters`."""

BUNDLE = Path(__file__).parent / "static" / "web"


def built(name: str) -> bool:
    """Whether a script is there; without npm at set-up it is not, and pages do without."""
    return (BUNDLE / f"{name}.js").is_file()


def network_relations() -> list[Relation]:
    """The relations that join two actors."""
    return [each for each in relations().values() if each.name != ACCUSATION]


def actor_kinds() -> list[str]:
    """What kinds of actors a network can have."""
    kinds: tuple[str, ...] = ActorKind.__args__  # type: ignore[attr-defined]
    return [kind for kind in kinds if kind != "Source"]
