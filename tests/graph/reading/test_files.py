"""Files and folders of every format become articles or errors that name file and line."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from graph.errors import (
    ArticleError,
    EmptyArticleError,
    EncodingError,
    TooLargeError,
    UnknownFormatError,
    UsageError,
)
from graph.model import Article
from graph.reading import read_articles

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def read(path: Path) -> Article:
    (article,) = read_articles(path)
    return article


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_file_is_kept_to_the_character(tmp_path: Path) -> None:
    content = "Rebels take town\r\n\r\nKIVU (Reuters) - Rebels\u2019 men\u00a0took the town.\r\n"
    article = read(write(tmp_path, "a story.txt", content))
    assert article.text == content
    assert article.id == "a story"
    assert article.title == "Rebels take town"
    assert article.publisher == "Reuters"
    assert article.media_type == "text/plain"
    assert article.language == "en"
    assert article.original_sha256 == sha256(content.encode()).hexdigest()


def test_unfit_characters_are_replaced_one_by_one(tmp_path: Path) -> None:
    article = read(write(tmp_path, "a.txt", "\ufeffOne\x00two\x0bthree\x85four\ufffefive\tsix\r\n"))
    assert article.text == " One two three four\ufffdfive\tsix\r\n"


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    content = """---
id: 004
title: "Rivals: a report"
publisher: The Daily Example
authors: [Jane Doe, John Smith]
date: 2019-04-16
url: https://example.org/rivals
language: no
unknown: ignored
---

The army *shelled* the town, the [UN](https://un.org/) said.
"""
    article = read(write(tmp_path, "file.md", content))
    assert (article.id, article.title) == ("004", "Rivals: a report")
    assert article.text == "\nThe army shelled the town, the UN said.\n"
    assert article.publisher == "The Daily Example"
    assert article.authors == ("Jane Doe", "John Smith")
    assert article.published == "2019-04-16"
    assert article.address == "https://example.org/rivals"
    assert article.language == "no"
    assert article.media_type == "text/markdown"


def test_markdown_without_front_matter_takes_its_heading_for_title(tmp_path: Path) -> None:
    article = read(write(tmp_path, "plain.md", "## A *title* #\nThe army shelled the town.\n"))
    assert article.title == "A title"
    assert article.text == "A title\n\nThe army shelled the town.\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("led by **Jo Doe**, _it_ `is` said", "led by Jo Doe, it is said"),
        ('[The UN](https://x.org "t") said <https://x.org> &amp; \\*', "The UN said https://x.org & *"),
        ("![A *man*](a.png) <b>and</b> a<br>woman", "A man and a\nwoman"),
        ("- one\n  more\n- two\n\n\nEnd.\n", "one\nmore\n\ntwo\n\n\nEnd.\n"),
        ("3. three\n4. four\n", "3. three\n\n4. four\n"),
        ("> said\n> she\n\nTitle\n=====\nText", "said\nshe\n\nTitle\n\nText"),
        ("One.\r\nTwo.\r\n\r\n***\r\n    Three.\r\n", "One.\nTwo.\n\n\nThree.\n"),
        ("```\n**code**\n```\n", "**code**\n"),
        ("2 * 3 * 4, a_b_c, #tag, 5 < 6 & [x]", "2 * 3 * 4, a_b_c, #tag, 5 < 6 & [x]"),
        ("\nA line.\nAnother.\n\n\n\nA paragraph.", "\nA line.\nAnother.\n\n\n\nA paragraph."),
    ],
)
def test_markdown_is_read_without_its_markup(tmp_path: Path, source: str, text: str) -> None:
    assert read(write(tmp_path, "a.md", source)).text == text


@pytest.mark.parametrize("front", ["title: [unclosed", "- a\n- list", "title: 'x\ny: &a *b"])
def test_broken_front_matter_is_an_error(tmp_path: Path, front: str) -> None:
    path = write(tmp_path, "broken.md", f"---\n{front}\n---\nText.\n")
    with pytest.raises(ArticleError, match=r"broken\.md: front matter is"):
        read(path)


PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Commander wanted over killings - The Example Post</title>
<meta property="og:title" content="Commander wanted over killings">
<meta property="og:site_name" content="The Example Post">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2017-08-16T09:00:00+00:00">
<link rel="canonical" href="https://post.example.org/2017/commander">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Commander wanted over killings</h1>
<p>Judges in The Hague issued a warrant on Tuesday for a militia commander who is alleged to have ordered
the killing of 33 people in the east of the country, the court said in a statement.</p>
<p>The commander&#8217;s spokesman denied the accusation and said that the men had been tried. Rights groups
had called for an inquiry into the killings, several of which were filmed and shared on social media.</p>
</article><footer>Copyright 2021</footer><script>track("x")</script></body></html>"""


def test_html_page(tmp_path: Path) -> None:
    article = read(write(tmp_path, "page.html", PAGE))
    assert article.title == "Commander wanted over killings"
    assert article.publisher == "The Example Post"
    assert article.authors == ("Jane Doe",)
    assert article.published == "2017-08-16"
    assert article.address == article.id == "https://post.example.org/2017/commander"
    assert "The commander’s spokesman denied the accusation" in article.text
    assert "Copyright" not in article.text
    assert "track" not in article.text
    assert article.media_type == "text/html"


def test_long_html_page_is_read_whole(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>In village number {n} soldiers burned houses, residents said.</p>" for n in range(900)
    )
    article = read(write(tmp_path, "long.html", PAGE.replace("</article>", paragraphs + "</article>")))
    assert "village number 899" in article.text


def test_html_page_without_article_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyArticleError, match=r"page\.html: no article text"):
        read(write(tmp_path, "page.html", "<html><body></body></html>"))


def test_json_record(tmp_path: Path) -> None:
    record = {
        "id": 17,
        "headline": "A headline",
        "body": "The army shelled the town.",
        "source": {"name": "The Example Post"},
        "author": "Jane Doe and John Smith",
        "publishedAt": "2019-04-16T10:00:00Z",
        "url": "https://example.org/a b",
        "lang": "en",
    }
    article = read(write(tmp_path, "one.json", json.dumps(record)))
    assert article.id == "17"
    assert article.title == "A headline"
    assert article.publisher == "The Example Post"
    assert article.authors == ("Jane Doe", "John Smith")
    assert article.published == "2019-04-16"
    assert article.address == "https://example.org/a%20b"


def test_json_array_holds_many_articles(tmp_path: Path) -> None:
    errors: list[ArticleError] = []
    path = write(tmp_path, "many.json", '[{"text": "One."}, {"title": "no text"}, 3, {"text": "Two."}]')
    articles = list(read_articles(path, errors.append))
    assert [(article.id, article.text) for article in articles] == [("many-1", "One."), ("many-4", "Two.")]
    assert [str(error).split(": ")[1] for error in errors] == ["record 2", "record 3"]


def test_malformed_line_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        b'{"id": "a", "text": "One."}',
        b'{"id": "b", "text": ',
        b"",
        b'{"id": "c", "text": "caf\xe9"}',
        b'["no", "record"]',
        b'{"id": "d", "text": ["no text"]}',
        b'{"id": "e", "text": "Two \\ud800."}',
    ]
    path = write(tmp_path, "feed.jsonl", b"\n".join(lines))
    errors: list[ArticleError] = []
    articles = list(read_articles(path, errors.append))
    assert [(article.id, article.text) for article in articles] == [("a", "One."), ("e", "Two \ufffd.")]
    assert articles[0].original_sha256 == sha256(lines[0]).hexdigest()
    assert [str(error).removeprefix(f"{path}:")[:2] for error in errors] == ["2:", "4:", "5:", "6:"]
    assert "malformed JSON" in str(errors[0])
    assert isinstance(errors[1], EncodingError)
    offset = b"\n".join(lines).index(b"\xe9")
    assert f"byte 0xe9 at byte offset {offset}" in str(errors[1])


def test_without_a_callback_the_first_error_is_raised(tmp_path: Path) -> None:
    path = write(tmp_path, "feed.jsonl", '{"text": "One."}\n{nonsense}\n')
    articles = read_articles(path)
    assert next(articles).id == "feed-1"
    with pytest.raises(ArticleError, match=r"feed\.jsonl:2: malformed JSON"):
        next(articles)


def test_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path, "z.txt", "Z text")
    write(tmp_path, "a.TXT", "A text")
    write(tmp_path, ".hidden.txt", "hidden")
    write(tmp_path / ".git", "x.txt", "hidden")
    write(tmp_path / "b", "c.md", "C text")
    write(tmp_path / "b", "empty.txt", "")
    write(tmp_path / "b", "picture.jpg", b"\xff\xd8\xff")
    (tmp_path / "b" / "folder.txt").mkdir()
    errors: list[ArticleError] = []
    assert [article.id for article in read_articles(tmp_path, errors.append)] == ["a", "z", "c"]
    assert [type(error) for error in errors] == [EmptyArticleError, UnknownFormatError]
    assert str(errors[1]).startswith(f"{tmp_path}/b/picture.jpg: unknown kind of file")


def test_nothing_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read_articles(tmp_path / "missing"))


@pytest.mark.parametrize("content", ["", " \n\t", "\x00", "\ufeff\r\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_empty_files(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises((EmptyArticleError, EncodingError), match=rf"{name}: "):
        read(write(tmp_path, name, content))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Café".encode("latin-1"), "byte 0xe9 at byte offset 3; save it as UTF-8"),
        ("The army shelled the town".encode("utf-16"), "is UTF-16 text"),
        ("The army shelled the town".encode("utf-16-le"), "is UTF-16 text"),
        ("The army shelled the town".encode("utf-16-be"), "is UTF-16 text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "is a PDF file"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (bytes(range(256)) * 8, "binary data"),
        (b"text\x00\x00\x00\x00\x00\x00\x01\x02\x03text", "binary data"),
    ],
)
def test_other_encodings_and_binaries(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(EncodingError, match=words):
        read(write(tmp_path, "a.txt", content))


def test_too_large_files_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: reading it would end in another error
    with pytest.raises(TooLargeError, match=r"large\.txt: 50,000,000 bytes; at most 5,000,000 are read"):
        read(path)


def test_too_large_records(tmp_path: Path) -> None:
    record = json.dumps({"id": "big", "text": "x" * 1000})
    lines = f'{record}\n{record * 9}\n{{"id": "small", "text": "One."}}\n'
    errors: list[ArticleError] = []
    path = write(tmp_path, "feed.jsonl", lines)
    assert [article.id for article in read_articles(path, errors.append, max_bytes=600)] == ["small"]
    assert [type(error) for error in errors] == [TooLargeError, TooLargeError]
    assert [str(error).removeprefix(f"{path}:")[:2] for error in errors] == ["1:", "2:"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds")
def test_seeds() -> None:
    trt, new_arab = read_articles(SEEDS)
    assert (trt.publisher, trt.published, trt.title, trt.language) == ("TRT World", None, None, "en")
    assert new_arab.title == "Alleged Libyan war-criminal holds private talks in Paris and Rome"
    assert (new_arab.published, new_arab.language) == ("2017-09-28", "en")
    assert new_arab.text.encode() == sorted(SEEDS.glob("*.txt"))[1].read_bytes()
