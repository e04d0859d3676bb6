"""The first page."""

from pydantic import Field

from api.models.actors import ActorItem
from api.models.articles import ArticleItem
from api.models.common import Corroboration, Model, Reference


class Cited(Reference):
    """An actor whose word claims rest on."""

    claims: int = Field(description="Standing claims that it makes.")
    articles: int = Field(description="Articles that cite it.")
    said: str = Field(description="Path of what it says.", examples=["/claims?speaker=reuters"])


class Disputed(Model):
    """A relation that some assert and some deny."""

    subject: Reference = Field(description="Of whom it is said.")
    relation: str = Field(description="The relation claimed.", examples=["supports"])
    relation_label: str = Field(description="The relation for people.", examples=["supports"])
    object: Reference = Field(description="The other actor, or the alleged violation.")
    corroboration: Corroboration = Field(description="What it rests on, and how many deny it.")
    href: str = Field(description="Path of all its claims.", examples=["/claims?edge=0b1c"])


class Home(Model):
    """What the graph holds, and where to begin."""

    counts: dict[str, int] = Field(
        description="Numbers of articles, publishers, claims, denials, edges, accusations, actors, sources.",
        examples=[{"articles": 20, "claims": 312}],
    )
    actors: tuple[ActorItem, ...] = Field(description="Actors in most claims.")
    accused: tuple[ActorItem, ...] = Field(description="Actors in most accusations; being named is no guilt.")
    cited: tuple[Cited, ...] = Field(description="Actors on whose word most claims rest.")
    disputed: tuple[Disputed, ...] = Field(description="What some assert and some deny.")
    articles: tuple[ArticleItem, ...] = Field(description="Latest articles.")
    links: dict[str, str] = Field(description="Paths of the service.", examples=[{"claims": "/claims"}])
