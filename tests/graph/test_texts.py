import resource
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreError, UnknownTextError
from graph.texts import TextFolder


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_texts_are_kept_once_each_to_the_letter(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = TextFolder(Path(name))
        digests = [folder.write(text) for text in texts]
        assert [folder.read(digest) for digest in digests] == texts
        assert list(folder) == sorted({sha256(text.encode()).hexdigest() for text in texts})
        for digest in digests:
            folder.remove(digest)
            assert digest not in folder
        assert list(folder) == []


def test_a_text_that_is_not_there_or_has_changed_is_not_read(tmp_path: Path) -> None:
    folder = TextFolder(tmp_path)
    with pytest.raises(UnknownTextError, match="not there"):
        folder.read("0" * 64)
    digest = folder.write("as it was")
    folder.path(digest).write_text("as it is")
    with pytest.raises(UnknownTextError, match="changed"):
        folder.read(digest)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = TextFolder(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StoreError, match="cannot be written: File too large"):
            folder.write("a text " * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
