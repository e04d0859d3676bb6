"""Files and records in, articles out. Nothing is fetched.

Plain texts and records keep their words and offsets as they are given: characters that no RDF or XML can
carry are replaced one by one. Of Markdown and HTML the text that they show is read.
"""

from graph.reading.files import SUFFIXES, estimate_articles, read_articles
from graph.reading.records import MAX_BYTES, article_from_record, article_from_text

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "article_from_record",
    "article_from_text",
    "estimate_articles",
    "read_articles",
]
