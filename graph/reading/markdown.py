"""The text that a Markdown source shows (CommonMark, https://spec.commonmark.org/0.31.2/)."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 60  # lists and quotes in each other that are told apart
_BREAKING = re.compile(r"</?(?:br|p|div|li|tr|td|h\d|hr|blockquote|figure|section)\b", re.IGNORECASE)


def plain_text(source: str) -> tuple[str, str | None]:
    """The source without its markup, and its first heading of level 1 or 2.

    Lines end where they end in the source, and blocks have a blank line between them. Numbers of lists
    stay, and so does text indented as code: articles are indented for other reasons.
    """
    source = re.sub(r"\r\n?", "\n", source)
    parts: list[str] = []
    title, opening, line, number = None, "", 0, ""
    for token in _parser().parse(source):
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "fence" or token.type == "inline":
            assert token.map is not None
            text = number + (_shown(token.children) if token.children else token.content).strip("\n")
            number = ""
            if text.strip():
                parts += ["\n" * max(token.map[0] - line, bool(parts)), text, "\n"]
                line = token.map[1]
            if opening in ("#", "##"):
                title = title or text.strip() or None
        opening = token.markup if token.type == "heading_open" else ""
    text = "".join(parts) + "\n" * (source.count("\n") - line)
    return (text if source.endswith("\n") else text.removesuffix("\n")), title


def _shown(tokens: "list[Token]") -> str:
    pieces = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "html_inline":
            pieces.append("\n" if _BREAKING.match(token.content) else "")
        else:
            pieces.append(_shown(token.children) if token.children else token.content)
    return "".join(pieces)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # a twentieth of a second: not at import

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable(["code", "html_block"])
