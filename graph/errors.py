"""Every error a user can meet. Each message is one line that says what is wrong and where.

OnusError
├── ArticleError               an input that cannot be read as an article
│   ├── EncodingError          not UTF-8
│   ├── EmptyArticleError      no text in it
│   ├── TooLargeError          more text than is read
│   ├── UnknownFormatError     a file of a kind that is not read
│   └── LanguageError          a language the extractor does not read
├── DuplicateArticleError      two different inputs with one id
├── ExtractionError            a process that reads articles died
├── GroundingError             a claim that its article does not bear out
├── UnknownTermError           a relation, code or kind that the vocabulary lacks
├── UnknownActorError          a name or IRI that no actor has
├── AmbiguousActorError        a name that several actors have
├── IdentityError              decisions of identity that contradict each other
├── UnknownArticleError
├── UnknownClaimError
├── UnknownTextError           a text that is not kept, or has changed
├── UnknownDecisionError
├── UnknownQueryError
├── ParameterError             a query parameter missing, unknown or malformed
├── QueryError                 SPARQL that does not parse or cannot be evaluated
│   ├── ForbiddenQueryError    SERVICE or LOAD
│   ├── QueryLimitError        a larger answer than it may have
│   │   └── QueryMemoryError   more memory than it may have
│   └── QueryTimeoutError      more time than it may have
├── ServiceBusyError           more work than the service takes on at once
├── StoreError                 the store cannot be opened, read or written
│   ├── StoreInUseError        another process has it open
│   ├── StoreFullError         no room on its disk
│   └── EndpointError          a SPARQL endpoint that does not answer, or answers with an error
├── DataError                  RDF that does not parse or does not fit
├── OutputError                standard output, or a file asked for, cannot be written
│   └── ClosedOutputError      nobody reads it any more
└── UsageError                 a setting or argument with an unusable value
    └── CorrectionError        a correction of a field that there is not, or to a value it cannot have
"""

from collections.abc import Sequence


class OnusError(Exception):
    """Base of all errors with a message for users, whose one line goes on with `advice`.

    `given` is the text at fault where it is a single one, and `near` what could have been meant by it: what
    it is called, and what to write.
    """

    def __init__(
        self, message: str, advice: str = "", *, given: str = "", near: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__(message + advice)
        self.message = message
        self.given = given
        self.near = tuple(near)


class ArticleError(OnusError):
    """An input that cannot be read as an article."""


class EncodingError(ArticleError):
    """An input that is not UTF-8."""


class EmptyArticleError(ArticleError):
    """An input without text."""


class TooLargeError(ArticleError):
    """An input with more text than is read."""


class UnknownFormatError(ArticleError):
    """A file of a kind that is not read."""


class LanguageError(ArticleError):
    """An article in a language that the extractor does not read."""


class DuplicateArticleError(OnusError):
    """Two different inputs of one run with one id."""


class ExtractionError(OnusError):
    """A process that reads articles died."""


class GroundingError(OnusError):
    """A claim that its article does not bear out."""


class UnknownTermError(OnusError):
    """A relation, code or kind that the vocabulary lacks."""


class UnknownActorError(OnusError):
    """A name or IRI that no actor has."""


class AmbiguousActorError(OnusError):
    """A name that several actors have."""


class IdentityError(OnusError):
    """Decisions of identity that contradict each other, or that nobody may take."""


class UnknownArticleError(OnusError):
    """An id or IRI that no stored article has."""


class UnknownClaimError(OnusError):
    """An id or IRI that no stored claim has."""


class UnknownTextError(OnusError):
    """A text that is not kept, or is no longer what was stored."""


class UnknownDecisionError(OnusError):
    """A decision that was never taken, or is undone already."""


class UnknownQueryError(OnusError):
    """A name that no shipped query has."""


class ParameterError(OnusError):
    """A query parameter that is missing, unknown or malformed."""


class QueryError(OnusError):
    """SPARQL that does not parse or cannot be evaluated."""


class ForbiddenQueryError(QueryError):
    """SPARQL that would make the engine fetch addresses (SERVICE, LOAD)."""


class QueryLimitError(QueryError):
    """A query that gives a larger answer, or needs more of something else, than it may."""


class QueryMemoryError(QueryLimitError):
    """A query that needs more memory than it may."""


class QueryTimeoutError(QueryError):
    """A query that ran longer than it may."""


class ServiceBusyError(OnusError):
    """More work than the service takes on at once; trying again later may succeed."""


class StoreError(OnusError):
    """A store that cannot be opened, read or written."""


class StoreInUseError(StoreError):
    """A store that another process has open."""


class StoreFullError(StoreError):
    """A store whose disk has no room for a write."""


class EndpointError(StoreError):
    """A SPARQL endpoint that does not answer, or answers with an error."""


class DataError(OnusError):
    """RDF that does not parse or does not fit the vocabulary."""


class OutputError(OnusError):
    """Standard output, or a file asked for, that cannot be written."""


class ClosedOutputError(OutputError):
    """Output that nobody reads any more."""


class UsageError(OnusError):
    """A setting or argument with an unusable value."""


class CorrectionError(UsageError):
    """A correction of a field that there is not, or to a value that it cannot have."""
