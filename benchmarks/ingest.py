"""How fast articles become claims in a store, end to end.

    python -m benchmarks.ingest PATH… [--times N] [--jobs 1 2]

Articles as `onus ingest` takes them are read, their claims extracted, checked and stored with all that
follows from them, into a new store on disk. Where they are few, each is taken N times, under ids of its own
(the same text again: the same work for reader and extractor). The language pipeline is loaded before. The
store's part alone is shown by claims made beforehand: each article is put in anew.
"""

import argparse
import os
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from graph.extraction import extract_claims
from graph.extraction.assembly import EXTRACTOR
from graph.ingest import ingest, initialise
from graph.reading import read_articles
from graph.store import EmbeddedStore
from graph.texts import TextFolder
from graph.writer import Writer


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1])
    chosen = parser.parse_args()
    given = [article for path in chosen.paths for article in read_articles(path)]
    articles = [
        article if number == 0 else replace(article, id=f"{article.id}-{number}")
        for number in range(chosen.times)
        for article in given
    ]
    words = sum(len(article.text.split()) for article in articles)
    extract_claims(articles[0])
    print(f"{len(articles):,} articles, {words:,} words; load average {os.getloadavg()[0]:.1f}")
    for jobs in chosen.jobs:
        with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "store") as store:
            started, used = time.perf_counter(), time.process_time()
            report = ingest(store, articles, TextFolder(Path(folder) / "texts"), jobs=jobs)
            tell(f"articles to store, {jobs} at once", len(articles), report.claims.total(), started, used)
    told = [(article.record(EXTRACTOR), extract_claims(article)) for article in articles]
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "store") as store:
        initialise(store)
        writer = Writer(store)
        started, used = time.perf_counter(), time.process_time()
        for record, claims in told:
            writer.put(record, claims)
        tell("claims to store alone", len(told), sum(len(claims) for _, claims in told), started, used)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def tell(what: str, articles: int, claims: int, started: float, used: float) -> None:
    """Print a line: rates by the clock, and how much processor time this process took."""
    seconds = time.perf_counter() - started
    print(
        f"{what}: {articles / seconds:,.1f} articles/s, {claims / seconds:,.1f} claims/s "
        f"({claims:,} claims in {seconds:,.1f} s, {time.process_time() - used:,.1f} s of processor time)",
        flush=True,
    )


if __name__ == "__main__":
    main()
