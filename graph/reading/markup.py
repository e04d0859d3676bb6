"""Markdown with front matter, and HTML, as records of an article's fields."""

import re

import yaml

from graph.errors import ArticleError, EmptyArticleError
from graph.reading.markdown import plain_text

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def markdown_record(text: str) -> dict[str, object]:
    """The front matter's fields, and as `text` what stands below it, without its markup.

    Values stay texts: `id: 004` and `language: no` are what they look like. Without a title, the first
    heading is it. Raises ArticleError where the front matter is no YAML mapping.
    """
    match = _FRONT_MATTER.match(text)
    fields = _fields(match["fields"]) if match else {}
    body = text[match.end() :] if match else text
    shown, heading = plain_text(body)
    return {"title": heading, **fields, "text": shown}


def html_record(text: str) -> dict[str, object]:
    """Main text, title, date, publisher, authors and address of a page; nothing is fetched.

    Uses trafilatura (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15/). Its search for dates
    all over the page is off: a wrong date is worse than none. Raises EmptyArticleError where the page
    has no article.
    """
    from trafilatura import bare_extraction  # a third of a second: not at import

    page = bare_extraction(
        re.sub(r"\A\s*<\?xml[^>]*\?>", "", text),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise EmptyArticleError("no article text found in the page")
    return {
        "text": page.text,
        "title": page.title,
        "publisher": page.sitename,
        "authors": page.author,
        "published": page.date,
        "url": page.url,
    }


def _fields(text: str) -> dict[str, object]:
    try:
        # BaseLoader makes texts, lists and mappings only; SafeLoader would read 004 as a number.
        fields = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ArticleError(f"front matter is not YAML: {error.problem} in line {line}") from None
    except (yaml.YAMLError, RecursionError):
        raise ArticleError("front matter is not YAML") from None
    if fields in (None, ""):
        return {}
    if not isinstance(fields, dict):
        raise ArticleError("front matter is no list of fields such as 'title: …'")
    return {
        str(name): value for name, value in fields.items() if not (isinstance(value, str) and value in _NULLS)
    }
