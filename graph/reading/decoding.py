"""Bytes to text: UTF-8 only, and nothing in it that RDF, SPARQL results or encoders cannot carry."""

import re

from graph.errors import EncodingError

# Control characters but tab and line breaks, lone surrogates, noncharacters: outside XML 1.0's Char
# (https://www.w3.org/TR/xml/#charsets), C1 controls and the byte order mark besides.
_BLANKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
_UNENCODABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")

_SIGNATURES = (
    (b"\xff\xfe", "is UTF-16 text"),
    (b"\xfe\xff", "is UTF-16 text"),
    (b"%PDF-", "is a PDF file, not text"),
    (b"PK\x03\x04", "is a ZIP archive or an office document, not text"),
    (b"\xd0\xcf\x11\xe0", "is an office document, not text"),
    (b"\x89PNG", "is a PNG picture, not text"),
    (b"\xff\xd8\xff", "is a JPEG picture, not text"),
    (b"GIF8", "is a GIF picture, not text"),
    (b"\x1f\x8b", "is a gzip archive, not text"),
    (b"\x7fELF", "is a program, not text"),
)
_HEAD = 4096  # bytes looked at to tell what a file is


def clean(text: str) -> str:
    """The text with each unfit character replaced by one other, so that all offsets hold.

    Control characters and byte order marks become spaces, lone surrogates and noncharacters U+FFFD.
    """
    return _UNENCODABLE.sub("\ufffd", _BLANKS.sub(" ", text))


def check_head(head: bytes) -> None:
    """Raise EncodingError where a file's first bytes show that it is no UTF-8 text."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise EncodingError(f"{what} (byte offset 0); articles are read as UTF-8")
    head = head[:_HEAD]
    if head.count(0) * 10 > len(head):
        offset = head.index(0)
        kind = "is UTF-16 text" if _alternates(head) else "is binary data, not text"
        raise EncodingError(f"{kind} (zero byte at byte offset {offset}); articles are read as UTF-8")


def decode(data: bytes, offset: int = 0) -> str:
    """Text of UTF-8 bytes, cleaned. `offset` is where they stand in their file.

    Raises EncodingError naming the offset of the first byte that is not UTF-8.
    """
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = f"byte 0x{data[error.start]:02x} at byte offset {offset + error.start}"
        raise EncodingError(f"not UTF-8: {place}; {_likely(data[:_HEAD])}") from None


def _alternates(head: bytes) -> bool:
    """Whether zero bytes fill the even or the odd places, as in UTF-16 of Latin letters."""
    return all(not byte for byte in head[::2]) or all(not byte for byte in head[1::2])


def _likely(head: bytes) -> str:
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head)
    if controls * 20 > len(head):
        return "this looks like binary data, not text"
    return "save it as UTF-8 (it may be Windows-1252 or Latin-1)"
