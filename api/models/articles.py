"""Articles."""

from pydantic import Field

from api.models.claims import ArticleReference, Claim
from api.models.common import Model, Passage


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


class ArticleInput(Model):
    """An article to take in. Without `id`, `address` is its id, and without that a hash of the text."""

    text: str = Field(description="The plain text.", examples=["Mercenaries back Haftar, UN says\n..."])
    id: str | None = Field(None, description="An id of your own.", examples=["libya-tajoura"])
    title: str | None = Field(None, description="Headline.")
    publisher: str | None = Field(None, description="Who published it.")
    authors: tuple[str, ...] = Field((), description="Who wrote it.")
    published: str | None = Field(None, description="Date: ISO 8601.", examples=["2019-09-18"])
    address: str | None = Field(None, description="Where it was published.")
    language: str | None = Field(None, description="Language tag.", examples=["en"])
