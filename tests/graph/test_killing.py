"""A run that is killed leaves whole articles alone, and running it again completes it."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from graph.ingest import ingest, rebuild
from graph.iris import DEFAULT_BASE, article_iri
from graph.model import Article
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder

LINES = [
    "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe",
    "ArmedGroup:M23; accusedOf; pillage; asserts; alleged; Source:witnesses",
    "Person:Hassan Doe; leads; ArmedGroup:M23; asserts; reported",
]
RUN = """
import sys
from hashlib import sha256
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from graph.ingest import ingest
from graph.model import Article
from graph.store import EmbeddedStore
from graph.texts import TextFolder
from line_extractor import NAME, extract

def articles():
    for file in sorted(Path(sys.argv[2]).iterdir()):
        data = file.read_bytes()
        yield Article(id=file.stem, text=data.decode(), original_sha256=sha256(data).hexdigest(),
                      media_type="text/plain")

def done(article, outcome):
    if outcome == "new":
        print(article.id, flush=True)

data = Path(sys.argv[1])
with EmbeddedStore(data / "store") as store:
    print("begun", flush=True)
    texts = TextFolder(data / "texts")
    ingest(store, articles(), texts, extractor=extract, extractor_name=NAME, on_article=done)
"""


def test_killing_at_random_moments_leaves_no_half_article(
    tmp_path: Path,
    write_article: Callable[..., Article],
    dump: Callable[[Store], list[str]],
    line_extractor: ModuleType,
) -> None:
    data, folder = tmp_path / "data", tmp_path / "articles"
    data.mkdir()
    folder.mkdir()
    articles = [write_article(f"a{number:03}", *LINES, f"Article {number}.") for number in range(150)]
    for article in articles:
        (folder / f"{article.id}.txt").write_text(article.text)
    with EmbeddedStore() as whole:
        texts = TextFolder(tmp_path / "texts")
        ingest(whole, articles, texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)
        complete = dump(whole)
        quads = {article.id: graph_size(whole, article.id) for article in articles}

    command = [sys.executable, "-c", RUN, str(data), str(folder), str(Path(__file__).parent)]
    chance = random.Random(7)
    stored: list[int] = []
    for _ in range(6):
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 20)):
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with EmbeddedStore(data / "store") as store:
            sizes = {article.id: graph_size(store, article.id) for article in articles}
            assert all(size in (0, quads[identifier]) for identifier, size in sizes.items())
            texts = TextFolder(data / "texts")
            assert all(article.text_sha256 in texts for article in articles if sizes[article.id])
            stored.append(sum(size > 0 for size in sizes.values()))
            if stored[-1]:
                assert rebuild(store) == 0
    assert stored == sorted(stored)
    assert 0 < stored[-1] < len(articles), "each run was killed at work"

    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with EmbeddedStore(data / "store") as store:
        assert dump(store) == complete


def graph_size(store: Store, article: str) -> int:
    return len(
        store.select(f"SELECT * {{ GRAPH <{article_iri(DEFAULT_BASE, article).value}> {{ ?s ?p ?o }} }}")
    )
