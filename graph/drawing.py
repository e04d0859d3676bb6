"""A support network as a picture for reports: SVG, the same for the same network."""

from html import escape as escape_html
from math import atan2, ceil, cos, hypot, sin

import networkx as nx

from graph.labels import Box, place_names
from graph.layout import arrange
from graph.network import Network, clean
from graph.vocabulary import kind_labels, relations

WIDTH, HEIGHT, MARGIN = 1200.0, 800.0, 90.0
TOP, LEGEND = 100.0, 110.0
NOTE = "Alleged relations, each as somebody is reported to have said it; dashed: also denied. Not findings."

KIND_COLOURS = {
    "Person": "#8c510a",
    "State": "#01665e",
    "ArmedGroup": "#7b3294",
    "GovernmentBody": "#35978f",
    "IntergovernmentalOrganization": "#2166ac",
    "NonGovernmentalOrganization": "#4393c3",
    "MediaOrganization": "#878787",
    "Court": "#053061",
    "Organization": "#bf812d",
}
RELATION_COLOURS = {
    "supports": "#1b7837",
    "leads": "#2166ac",
    "memberOf": "#9970ab",
    "opposes": "#d6604d",
    "wantedBy": "#b2182b",
    "sanctionedBy": "#e08214",
    "metWith": "#999999",
}
OTHER_COLOUR = "#555555"
LETTER = 7.2  # pixels, about

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #222 }
.title { font-size: 20px; font-weight: 600 } .note { font-size: 12px; fill: #555 }
.name { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round }
.paper { fill: #fff } circle { stroke: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #e9e6e0 } .note { fill: #aaa59b } .name, circle { stroke: #15161a } .paper { fill: #15161a }
  path, circle { filter: brightness(1.7) }
}
"""
"""On white paper, or on dark where that is what the reader looks at."""


def escape(text: str) -> str:
    """Text as XML 1.0 can hold it."""
    return escape_html(clean(text))


def draw_svg(network: Network, title: str, left_out: int = 0) -> str:
    """The network as a standalone SVG document, all text escaped.

    Colour tells kind and relation, width how many articles and speakers bear an edge out, dashes that
    somebody denies it. Names that have no room are left out, smaller actors' first; no name hides an
    arrowhead; the picture is as high as it needs. `left_out` actors are mentioned below the
    title. Nodes and edges have tooltips.
    """
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from((subject, target) for subject, target in network.edges() if subject != target)
    inside, high = arrange(plain, WIDTH - 2 * MARGIN, HEIGHT - TOP - LEGEND)
    places = {actor: (MARGIN + x, TOP + y) for actor, (x, y) in inside.items()}
    height = ceil(TOP + high + LEGEND)
    degrees = dict(network.degree(weight="weight"))
    radii = {actor: min(6 + 0.5 * degrees[actor], 12) for actor in network}
    used = sorted({edge["relation"] for _, _, edge in network.edges(data=True)})
    kinds = sorted({values["kind"] for _, values in network.nodes(data=True)})
    note = NOTE
    if left_out:
        note += f" {left_out} less connected actors are left out."
    if not network:
        note = "Nobody is said to support, lead, join or oppose anybody here."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" '
        f'width="{WIDTH:g}" height="{height:g}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH:g}" height="{height:g}"/>',
        f'<text class="title" x="24" y="34">{escape(title)}</text>',
        f'<text class="note" x="24" y="54">{escape(note)}</text>',
    ]
    shifts: dict[tuple[str, str], int] = {}
    heads: list[Box] = []
    above: list[str] = []
    for subject, target, edge in sorted(
        network.edges(data=True), key=lambda e: (e[0], e[1], e[2]["relation"])
    ):
        pair = (min(subject, target), max(subject, target))
        shifts[pair] = shifts.get(pair, -1) + 1
        sign = 1 if subject < target else -1
        names = (network.nodes[subject]["name"], network.nodes[target]["name"])
        line, head = _edge(places[subject], places[target], radii[target], edge, names, sign * shifts[pair])
        parts.append(line)
        if head:
            heads.append(head[0])
            above.append(head[1])
    actors = sorted(network, key=lambda each: (-degrees[each], each))
    for actor in actors:
        node = network.nodes[actor]
        parts.append(_node(places[actor], node["name"], node["kind"], radii[actor]))
    shown = [_short(network.nodes[actor]["name"]) for actor in actors]
    points = [
        (*places[actor], radii[actor], LETTER * len(name)) for actor, name in zip(actors, shown, strict=True)
    ]
    for name, box in zip(shown, place_names(points, heads, WIDTH), strict=True):
        if box:
            parts.append(_name(name, box))
    parts += above  # so that no name hides which way an edge goes
    parts += [*_legend(used, kinds, height), "</svg>"]
    return "\n".join(parts)


def _short(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:30]}…"


def _name(name: str, box: Box) -> str:
    x, y = (box.left + box.right) / 2, box.bottom - 4
    return f'<text class="name" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(name)}</text>'


def _edge(
    start: tuple[float, float],
    end: tuple[float, float],
    radius: float,
    edge: dict[str, object],
    names: tuple[str, str],
    shift: int,
) -> tuple[str, tuple[Box, str] | None]:
    """The line, and, where it goes one way, what its head covers and the head."""
    relation, weight = str(edge["relation"]), int(str(edge["weight"]))
    known = relations().get(relation)
    symmetric = known is not None and known.symmetric
    colour = RELATION_COLOURS.get(relation, OTHER_COLOUR)
    width = min(1 + 0.5 * weight, 7)
    angle = atan2(end[1] - start[1], end[0] - start[0])
    length = hypot(end[0] - start[0], end[1] - start[1])
    bend = 0.10 * length + 22 * shift
    middle = (
        (start[0] + end[0]) / 2 - bend * sin(angle),
        (start[1] + end[1]) / 2 + bend * cos(angle),
    )
    last = atan2(end[1] - middle[1], end[0] - middle[0])
    into = (cos(last), sin(last))
    long = 0.0 if symmetric else 8 + width
    tip = (end[0] - (radius + 2) * into[0], end[1] - (radius + 2) * into[1])
    base = (tip[0] - long * into[0], tip[1] - long * into[1])
    dashes = ' stroke-dasharray="7 5"' if edge["denials"] else ""
    says = f"{names[0]} {known.label if known else relation} {names[1]}, it is said: {_count(edge)}"
    line = (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} '
        f'{base[0]:.1f} {base[1]:.1f}" fill="none" stroke="{colour}" stroke-opacity=".75" '
        f'stroke-width="{width:.1f}"{dashes}><title>{escape(says)}</title></path>'
    )
    if symmetric:
        return line, None
    half = 0.42 * long
    corners = [
        tip,
        (base[0] - half * into[1], base[1] + half * into[0]),
        (base[0] + half * into[1], base[1] - half * into[0]),
    ]
    xs, ys = zip(*corners, strict=True)
    drawn = "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)
    return line, (Box(min(xs), min(ys), max(xs), max(ys)), f'<path d="M{drawn}z" fill="{colour}"/>')


def _count(edge: dict[str, object]) -> str:
    speakers = edge["speakers"]
    assert isinstance(speakers, list)
    others = " and others" if len(speakers) > 4 else ""
    articles, denials = int(str(edge["articles"])), int(str(edge["denials"]))
    by = f", by {', '.join(speakers[:4])}{others}" if speakers else ""
    counted = f"{articles} article{'s' * (articles != 1)}{by}"
    return counted + (f"; denied in {denials} claim{'s' * (denials != 1)}" if denials else "")


def _node(place: tuple[float, float], name: str, kind: str, radius: float) -> str:
    colour = KIND_COLOURS.get(kind, OTHER_COLOUR)
    return (
        f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{radius:.1f}" fill="{colour}" stroke-width="2">'
        f"<title>{escape(name)} ({escape(kind_labels().get(kind, kind))})</title></circle>"
    )


def _legend(used: list[str], kinds: list[str], height: float) -> list[str]:
    parts, x = [], 24.0
    for relation in used:
        known = relations().get(relation)
        label, colour = (known.label if known else relation), RELATION_COLOURS.get(relation, OTHER_COLOUR)
        y = height - 40
        parts.append(f'<path d="M{x:g} {y - 4:g}h26" stroke="{colour}" stroke-width="3"/>')
        parts.append(f'<text class="note" x="{x + 32:g}" y="{y:g}">{escape(label)}</text>')
        x += 50 + 7 * len(label)
    x = 24.0
    for kind in kinds:
        label, y = kind_labels().get(kind, kind), height - 16
        colour = KIND_COLOURS.get(kind, OTHER_COLOUR)
        parts.append(f'<circle cx="{x + 6:g}" cy="{y - 4:g}" r="6" fill="{colour}"/>')
        parts.append(f'<text class="note" x="{x + 18:g}" y="{y:g}">{escape(label)}</text>')
        x += 32 + 6.1 * len(label)
    return parts
