"""Claims: who says what of whom, in which words, where."""

from pydantic import Field

from api.models.common import Context, Corroboration, Link, Model, Quote, Reference


class Code(Model):
    """A term of the vocabulary."""

    code: str = Field(description="Its name in the vocabulary.", examples=["weapons"])
    label: str = Field(description="Its name for people.", examples=["weapons"])


class Speaker(Model):
    """Who says it, according to the article."""

    name: str = Field(
        description="The speaker as the article names it, or “(publisher) reports” where the article "
        "speaks in its own voice.",
        examples=["Berdal Aral", "TRT World reports"],
    )
    actor: Reference | None = Field(
        description="The actor or the article's own source; null where the article speaks in its own voice."
    )
    own_voice: bool = Field(description="Whether the article says it in its own voice.")
    relay: Reference | None = Field(description="Who passes the speaker's words on, where somebody does.")


class ArticleReference(Link):
    """The article that a claim comes from."""

    id: str = Field(description="The article's id.", examples=["libya-tajoura"])
    title: str | None = Field(description="Its headline.", examples=["Who arms Haftar?"])
    publisher: str | None = Field(description="Who published it.", examples=["TRT World"])
    published: str | None = Field(description="When, as precise as it tells.", examples=["2019-09-18"])
    address: str | None = Field(
        description="Where it was published.", examples=["https://news.example/haftar"]
    )


class ReviewState(Model):
    """What people decided about a claim; the latest standing review."""

    state: str = Field(description="accepted, rejected, corrected or withheld.", examples=["accepted"])
    author: str = Field(description="Who decided.", examples=["A. Reader"])
    time: str = Field(description="When, with time zone.", examples=["2026-01-03T10:00:00+00:00"])
    reason: str = Field(description="Why.", examples=["read in full"])
    href: str | None = Field(description="The decision's path on this server.", examples=["/decisions/3"])


class Change(Model):
    """A field that a correction changed."""

    field: str = Field(description="The field of the claim.", examples=["stance"])
    was: str | None = Field(description="As the claim was read; null for nothing.", examples=["asserts"])
    now: str | None = Field(description="As it was corrected; null for nothing.", examples=["denies"])


class Claim(Link):
    """What one speaker in one article asserts or denies. It says that it was said, never that it is so."""

    id: str = Field(description="Last part of the IRI.", examples=["0b1c2d3e4f5061728394a5b6"])
    summary: str = Field(
        description="The claim in one line, with who says it.",
        examples=["Berdal Aral alleges: France – accused of – crimes against humanity"],
    )
    subject: Reference = Field(description="Of whom it is said.")
    relation: str = Field(description="The relation claimed.", examples=["accusedOf", "supports"])
    relation_label: str = Field(description="The relation for people.", examples=["accused of"])
    object: Reference = Field(description="The other actor, or the alleged violation.")
    stance: str = Field(
        description="Whether the speaker asserts or denies it.", examples=["asserts", "denies"]
    )
    status: str = Field(
        description="How far it has got in law, as the article tells it.",
        examples=["reported", "alleged", "charged", "convicted", "acquitted"],
    )
    speaker: Speaker = Field(description="Who says so.")
    verb: str = Field(
        description="What the speaker does: alleges, says or denies; empty where its name says it already.",
        examples=["alleges"],
    )
    quote: Quote = Field(description="In which words.")
    caveat: Quote | None = Field(
        description="The article's own reservation, such as that it could not be verified."
    )
    article: ArticleReference = Field(description="Where.")
    support_kind: Code | None = Field(description="What the support is said to consist of.")
    mode: str | None = Field(
        description="Part in the act: committed, ordered, commanded, aided.", examples=["ordered"]
    )
    victims: str | None = Field(description="Against whom, in the article's words.", examples=["migrants"])
    place: str | None = Field(description="Where it is said to have happened.", examples=["Tajoura"])
    date: str | None = Field(description="When: ISO 8601, as precise as the article.", examples=["2019-07"])
    date_end: str | None = Field(description="Until when.", examples=["2019-08"])
    deaths: int | None = Field(description="How many are said to have been killed.", examples=[53])
    former: bool = Field(description="Whether the post or membership had ended.")
    extractor: str = Field(description="What read the claim, as name/version.", examples=["onus/1"])
    edge: str = Field(description="Key of the claimed triple, equal for all claims of it.")
    review: ReviewState | None = Field(description="What people decided about it.")
    revision_of: Link | None = Field(description="The claim that people corrected by this one.")


class ClaimDetail(Claim):
    """A claim with what stands beside it."""

    context: Context | None = Field(
        description="The words around the quote, more of them where the text may be read; null where the "
        "text is not kept here."
    )
    corroboration: Corroboration | None = Field(
        description="What the claimed edge rests on; null where no standing claim is about it."
    )
    also: tuple[Claim, ...] = Field(description="Other claims that assert the same, newest first.")
    denials: tuple[Claim, ...] = Field(description="Claims that deny the same, newest first.")
    same_edge: str = Field(description="Path of all claims of this edge.", examples=["/claims?edge=0b1c"])
    text_sha256: str = Field(description="SHA-256 of the article's text, of which the quote is a part.")
    corrected_by: Reference | None = Field(
        description="The claim that people put in the place of this one; its name is its summary."
    )
    changes: tuple[Change, ...] = Field(
        description="What a correction changed, of a claim that is corrected and of one that corrects."
    )
