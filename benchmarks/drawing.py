"""How smoothly a large network is drawn.

    python -m benchmarks.drawing [--nodes 2000] [--edges 10000] [--seconds 5] [--gpu]

The page /network of a real service in headless Chromium, which is told of an invented network of that many
actors and alleged relations, in the form that REST has: a few actors stand in very many relations, most in
few. Told are the times since the page was asked for, then the frames while the drawing is dragged, zoomed
with the wheel and pointed at, each for so many seconds, by what requestAnimationFrame is given, and what
processor time all of Chromium took for each. Without --gpu, WebGL is drawn in software on the same cores:
the renderer is named, since it counts against it.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate, pairwise
from pathlib import Path

from playwright.sync_api import Page, Route, ViewportSize, sync_playwright
from rich.console import Console
from rich.table import Table

from api.models.network import NetworkEdge, NetworkNode, NetworkView
from benchmarks.overload import service
from graph.iris import DEFAULT_BASE
from graph.vocabulary import relations

CHROMIUM = "/usr/bin/chromium"
SOFTWARE = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
KINDS = ("Person", "ArmedGroup", "State", "GovernmentBody", "Organization")
RELATIONS = {"supports": 45, "memberOf": 22, "leads": 18, "opposes": 15}
SIZE: ViewportSize = {"width": 1400, "height": 1000}

MARKS = {
    "network-read": "answer read",
    "network-drawn": "first drawn",
    "network-arranged": "arranged",
}
RENDERER = """() => {
  const gl = document.createElement("canvas").getContext("webgl2");
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  return gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
}"""
WATCH = """() => {
  window.frames_ = [];
  window.watching_ = true;
  const step = (now) => { window.frames_.push(now); if (window.watching_) requestAnimationFrame(step); };
  requestAnimationFrame(step);
}"""
WATCHED = "() => { window.watching_ = false; return window.frames_; }"


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--nodes", type=int, default=2_000)
    parser.add_argument("--edges", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--gpu", action="store_true", help="let Chromium use a graphics card")
    chosen = parser.parse_args()
    view = invented(chosen.nodes, chosen.edges).model_dump_json()
    console = Console(width=100)

    def tell(route: Route) -> None:
        if "format=json" in route.request.url:
            route.fulfill(body=view, content_type="application/json")
        else:
            route.continue_()

    with (
        tempfile.TemporaryDirectory() as folder,
        service(Path(folder), 100) as (address, _),
        sync_playwright() as playwright,
    ):
        flags = ["--no-sandbox", *(() if chosen.gpu else SOFTWARE)]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = chromium.new_page(viewport=SIZE)
        page.route("**/network?**", tell)
        page.goto(f"{address}/network?limit={chosen.nodes}")
        page.wait_for_selector(".net-stage[data-ready]", timeout=300_000)
        console.print(
            f"{chosen.nodes:,} actors, {chosen.edges:,} alleged relations; {page.evaluate(RENDERER)}"
        )
        for mark, meaning in MARKS.items():
            at = page.evaluate("name => performance.getEntriesByName(name)[0]?.startTime", mark)
            console.print(f"{meaning} after {at / 1000:.1f} s")
        processes = chromium.new_browser_cdp_session()

        def processor_s() -> float:
            told = processes.send("SystemInfo.getProcessInfo")["processInfo"]
            return sum(float(each["cpuTime"]) for each in told)

        table = Table(
            "while", "frames a second", "median frame ms", "99th percentile ms", "processor ms a frame"
        )
        for name, gesture in GESTURES.items():
            table.add_row(name, *frames(page, gesture, chosen.seconds, processor_s))
        console.print(table)
        chromium.close()


def invented(actors: int, edges: int) -> NetworkView:
    """A network of exactly that size; the same each time."""
    chance = random.Random(1)
    iris = [f"{DEFAULT_BASE}actors/number-{number}" for number in range(actors)]
    names = [f"Invented Actor {number}" for number in range(actors)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(actors)))
    found: dict[tuple[int, str, int], NetworkEdge] = {}
    while len(found) < edges:
        subject, target = chance.choices(range(actors), cum_weights=weights, k=2)
        if len(found) < actors - 1:
            subject = len(found) + 1  # everybody stands in one at least
        relation = chance.choices(list(RELATIONS), list(RELATIONS.values()))[0]
        if subject == target or (subject, relation, target) in found:
            continue
        said = chance.choice((1, 1, 1, 2, 3, 5))
        key = f"{len(found):024x}"
        found[subject, relation, target] = NetworkEdge(
            subject=iris[subject],
            subject_name=names[subject],
            relation=relation,
            relation_label=relations()[relation].label,
            object=iris[target],
            object_name=names[target],
            symmetric=relations()[relation].symmetric,
            articles=said,
            assertions=said,
            denials=int(chance.random() < 0.1),
            speakers=tuple(f"Speaker {number}" for number in range(said)),
            speaker_count=said,
            publishers=(f"Invented Paper {chance.randrange(100)}",),
            publisher_count=1,
            support_kinds=(),
            first=f"{chance.randrange(2010, 2020)}-{chance.randrange(1, 13):02}-01",
            last="2020-06-01",
            weight=2 * said,
            edge=key,
            href=f"/claims?edge={key}",
        )
    nodes = tuple(
        NetworkNode(
            iri=iri,
            href=f"/actors/number-{number}",
            name=names[number],
            kinds=(chance.choice(KINDS),),
            weight=1,
        )
        for number, iri in enumerate(iris)
    )
    return NetworkView(nodes=nodes, edges=tuple(found.values()), left_out=0, considered=None, centre=())


def frames(
    page: Page, gesture: Callable[[Page, int], None], seconds: float, processor_s: Callable[[], float]
) -> list[str]:
    """A line of the table: what that gesture, again and again, leaves of the frames."""
    page.wait_for_timeout(1000)
    before = processor_s()
    page.evaluate(WATCH)
    begun = time.monotonic()
    end = begun + seconds
    step = 0
    while time.monotonic() < end:
        gesture(page, step)
        step += 1
    elapsed = time.monotonic() - begun
    told = page.evaluate(WATCHED)
    taken = processor_s() - before
    page.mouse.up()
    waits = sorted(later - earlier for earlier, later in pairwise(told))
    if not waits:
        return ["none", "", "", ""]
    rate = len(waits) / elapsed
    marks = (waits[len(waits) // 2], waits[int(len(waits) * 0.99)], 1000 * taken / len(waits))
    return [f"{rate:.0f}", *(f"{mark:.0f}" for mark in marks)]


def _drag(page: Page, step: int) -> None:
    box = page.locator(".net-stage").bounding_box() if step % 40 == 0 else None
    if box is not None:
        page.mouse.up()
        page.mouse.move(box["x"] + 8, box["y"] + 8)  # the margin, where no actor stands
        page.mouse.down()
    page.mouse.move(400 + 6 * (step % 40), 520 + 4 * (step % 40))


def _zoom(page: Page, step: int) -> None:
    if step == 0:
        page.mouse.move(700, 650)
    page.mouse.wheel(0, -60 if step % 20 < 10 else 60)
    page.wait_for_timeout(16)


def _point(page: Page, step: int) -> None:
    page.mouse.move(450 + (step * 7) % 450, 500 + (step * 5) % 300)


GESTURES: dict[str, Callable[[Page, int], None]] = {"dragged": _drag, "zoomed": _zoom, "pointed at": _point}


if __name__ == "__main__":
    main()
