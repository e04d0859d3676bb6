"""Articles."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.models.claims import ArticleReference, Claim
from api.models.common import Passage
from graph.reading.dates import parse_date
from graph.reading.records import language_tag, web_address


class ArticleItem(ArticleReference):
    """An article in a list."""

    authors: tuple[str, ...] = Field(description="Who wrote it.", examples=[["Jane Doe"]])
    language: str | None = Field(description="Language tag.", examples=["en"])
    claims: int = Field(description="How many standing claims it makes.")


class ArticleDetail(ArticleItem):
    """An article with its claims."""

    media_type: str = Field(description="Media type of the original.", examples=["text/plain"])
    text_sha256: str = Field(description="SHA-256 of the plain text that offsets count in.")
    original_sha256: str = Field(description="SHA-256 of the bytes read.")
    extractor: str = Field(description="What read its claims.", examples=["onus/1"])
    retrieved: str | None = Field(description="When it was fetched.")
    retrieved_by: str | None = Field(description="How it was fetched.")
    text: str | None = Field(
        description="The plain text, where reading it is allowed: it is other people's copyright. Else null."
    )
    text_withheld: str | None = Field(
        description="Why there is no text.",
        examples=["texts are shown to local clients and holders of a key"],
    )
    passages: tuple[Passage, ...] = Field(
        description="Where the text is not shown: its quotes with a few words around, in order."
    )
    claim_list: tuple[Claim, ...] = Field(description="Its standing claims, in the order of the text.")
    set_aside: tuple[Claim, ...] = Field(
        description="Its claims that a review rejected or corrected, in the order of the text."
    )


def _read_by(read: Callable[[str], str | None], wanted: str) -> AfterValidator:
    """Takes a text as it is where `read` makes something of it."""

    def check(text: str) -> str:
        if read(text) is None:
            raise PydanticCustomError("unreadable", "should be {wanted}", {"wanted": wanted})
        return text

    return AfterValidator(check)


_Line = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
_Date = Annotated[_Line, _read_by(parse_date, "a day, month or year that there is, as 2019-09-18")]
_Language = Annotated[_Line, _read_by(language_tag, 'a language tag, as "en" or "pt-BR"')]
_Address = Annotated[
    str,
    Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*$"),
    _read_by(web_address, "a web address that begins with http:// or https://"),
]


class ArticleMetadata(BaseModel):
    """What is told of an article beside its text; for what is left out, the text is asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: _Line | None = Field(
        None,
        description="An id of your own. Without it the address is the id, without that a hash of the text.",
        examples=["libya-tajoura"],
    )
    title: _Line | None = Field(None, description="Headline.")
    publisher: _Line | None = Field(None, description="Who published it.")
    published: _Date | None = Field(None, description="When: ISO 8601.", examples=["2019-09-18"])
    address: _Address | None = Field(None, description="Where it was published.")
    language: _Language | None = Field(None, description="Language tag.", examples=["en"])


class ArticleInput(ArticleMetadata):
    """An article to take in."""

    text: str = Field(
        min_length=1,
        pattern=r"^[^\x00]*$",
        description="The plain text.",
        examples=["Mercenaries back Haftar, UN says\n..."],
    )
    authors: list[_Line] = Field([], description="Who wrote it.", examples=[["Jane Doe"]])
