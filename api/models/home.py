"""The first page."""

from pydantic import Field

from api.models.actors import ActorItem
from api.models.articles import ArticleItem
from api.models.common import Model


class Home(Model):
    """What the graph holds, and where to begin."""

    counts: dict[str, int] = Field(
        description="Numbers of articles, publishers, claims, denials, edges, accusations, actors, sources.",
        examples=[{"articles": 20, "claims": 312}],
    )
    actors: tuple[ActorItem, ...] = Field(description="Actors in most claims.")
    accused: tuple[ActorItem, ...] = Field(description="Actors in most accusations; being named is no guilt.")
    articles: tuple[ArticleItem, ...] = Field(description="Latest articles.")
    links: dict[str, str] = Field(description="Paths of the service.", examples=[{"claims": "/claims"}])
