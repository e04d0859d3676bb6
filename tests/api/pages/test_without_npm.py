"""Where npm packages cannot be had at set-up: it goes on, pages do without and say how to get the rest."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import lxml.html
import pytest

ROOT = Path(__file__).parents[3]
NOWHERE = {"npm_config_registry": "http://127.0.0.1:9/", "npm_config_proxy": "", "npm_config_https_proxy": ""}
BROWSER = {"accept": "text/html"}


@pytest.mark.parametrize("npm", [True, False], ids=["unreachable packages", "no npm at all"])
def test_set_up_goes_on_and_tells_what_is_missing(tmp_path: Path, npm: bool) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "web", tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "api" / "pages" / "static").mkdir(parents=True)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    environment = os.environ | NOWHERE | {"npm_config_cache": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    made = subprocess.run(
        [make, "--old-file=.venv/installed", "install", *([] if npm else ["BIN=empty"])],
        cwd=tmp_path,
        env=environment | ({} if npm else {"PATH": str(tmp_path / "empty")}),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr
    assert "Run make install again" in made.stdout
    assert not (tmp_path / "api/pages/static/web/.built").exists()


@pytest.fixture(scope="module")
def unbuilt(
    tmp_path_factory: pytest.TempPathFactory,
    fill_data: Callable[..., Path],
    serve_process: Callable[..., AbstractContextManager[tuple[object, httpx.Client]]],
) -> Iterator[str]:
    """The address of a service whose package has no bundle, over the invented store."""
    folder = tmp_path_factory.mktemp("unbuilt")
    for package in ("graph", "ontology", "queries"):
        (folder / package).symlink_to(ROOT / package)
    shutil.copytree(ROOT / "api", folder / "api", ignore=shutil.ignore_patterns("web", "__pycache__"))
    data = fill_data(folder / "data")
    with serve_process(data, within=("env", f"--chdir={folder}")) as (_, client):
        yield str(client.base_url).rstrip("/")


def test_the_network_is_a_picture_and_a_table(unbuilt: str) -> None:
    answer = httpx.get(f"{unbuilt}/network", headers=BROWSER, timeout=60)
    page = lxml.html.fromstring(answer.text)
    assert "make install" in page.text_content()
    assert not page.xpath("//script")
    (picture,) = page.xpath("//main//img/@src")
    drawn = httpx.get(f"{unbuilt}/network{picture}", timeout=60)
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "Anton Bolo" in drawn.text
    edges = httpx.get(f"{unbuilt}/network", timeout=60).json()["edges"]
    assert len(page.xpath("//main//tbody/tr")) == len(edges) > 0


def test_sparql_is_a_form_that_answers(unbuilt: str) -> None:
    page = lxml.html.fromstring(httpx.get(f"{unbuilt}/sparql", headers=BROWSER, timeout=60).text)
    assert "make install" in page.text_content()
    (form,) = page.xpath("//main//form")
    (button,) = form.xpath(".//button[contains(., 'JSON')]")
    query = form.xpath(".//textarea")[0].text_content()
    answer = httpx.post(button.get("formaction"), data={"query": query}, timeout=60)
    assert answer.json()["results"]["bindings"]
