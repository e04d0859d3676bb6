"""A support network as a picture for reports: SVG, the same for the same network."""

from html import escape as escape_html
from math import atan2, cos, hypot, sin

import networkx as nx

from graph.network import Network, clean
from graph.vocabulary import kind_labels, relations

WIDTH, HEIGHT, MARGIN, LEGEND = 1200.0, 800.0, 110.0, 70.0
SEED = 7
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
    somebody denies it. `left_out` actors are mentioned below the title. Nodes and edges have tooltips.
    """
    places = _layout(network)
    used = sorted({edge["relation"] for _, _, edge in network.edges(data=True)})
    kinds = sorted({values["kind"] for _, values in network.nodes(data=True)})
    note = NOTE
    if left_out:
        note += f" {left_out} less connected actors are left out."
    if not network:
        note = "Nobody is said to support, lead, join or oppose anybody here."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img">',
        f"<title>{escape(title)}</title><style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH:g}" height="{HEIGHT:g}"/><defs>',
        *(_arrowhead(name) for name in used),
        "</defs>",
        f'<text class="title" x="24" y="34">{escape(title)}</text>',
        f'<text class="note" x="24" y="54">{escape(note)}</text>',
    ]
    shifts: dict[tuple[str, str], int] = {}
    for subject, target, edge in sorted(
        network.edges(data=True), key=lambda e: (e[0], e[1], e[2]["relation"])
    ):
        pair = (min(subject, target), max(subject, target))
        shifts[pair] = shifts.get(pair, -1) + 1
        sign = 1 if subject < target else -1
        names = (network.nodes[subject]["name"], network.nodes[target]["name"])
        parts.append(_edge(places[subject], places[target], edge, names, sign * shifts[pair]))
    taken: list[tuple[float, float, float]] = []
    degrees = dict(network.degree(weight="weight"))
    for actor in sorted(network, key=lambda each: (-degrees[each], each)):
        node = network.nodes[actor]
        parts.append(_node(places[actor], node["name"], node["kind"], degrees[actor], taken))
    parts += [*_legend(used, kinds), "</svg>"]
    return "\n".join(parts)


def _layout(network: Network) -> dict[str, tuple[float, float]]:
    if not network:
        return {}
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({(min(s, t), max(s, t)) for s, t in network.edges() if s != t}))
    _tether(plain)
    spread = 2.2 / max(1, len(plain)) ** 0.5
    found = nx.spring_layout(plain, k=spread, seed=SEED, iterations=200, method="force")
    xs, ys = [float(p[0]) for p in found.values()], [float(p[1]) for p in found.values()]
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    top = 80.0
    return {
        actor: (
            MARGIN + (float(p[0]) - min(xs)) / wide * (WIDTH - 2 * MARGIN),
            top + 20 + (float(p[1]) - min(ys)) / high * (HEIGHT - top - LEGEND - 50),
        )
        for actor, p in found.items()
    }


def _tether(graph: "nx.Graph[str]") -> None:
    """Keep parts that nothing joins near to one another: they would drift apart, and the rest shrink."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    hubs = [max(sorted(part), key=graph.degree) for part in parts]
    graph.add_edges_from((hubs[0], hub, {"weight": 0.25}) for hub in hubs[1:])


def _arrowhead(relation: str) -> str:
    colour = RELATION_COLOURS.get(relation, OTHER_COLOUR)
    return (
        f'<marker id="to-{escape(relation)}" viewBox="0 0 10 10" refX="9" refY="5" '
        f'markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0 10 5 0 10z" fill="{colour}"/></marker>'
    )


def _edge(
    start: tuple[float, float],
    end: tuple[float, float],
    edge: dict[str, object],
    names: tuple[str, str],
    shift: int,
) -> str:
    relation, weight = str(edge["relation"]), int(str(edge["weight"]))
    known = relations().get(relation)
    angle = atan2(end[1] - start[1], end[0] - start[0])
    length = hypot(end[0] - start[0], end[1] - start[1])
    bend = 0.10 * length + 22 * shift
    middle = (
        (start[0] + end[0]) / 2 - bend * sin(angle),
        (start[1] + end[1]) / 2 + bend * cos(angle),
    )
    last = atan2(end[1] - middle[1], end[0] - middle[0])
    tip = (end[0] - 13 * cos(last), end[1] - 13 * sin(last))
    dashes = ' stroke-dasharray="7 5"' if edge["denials"] else ""
    arrow = "" if known and known.symmetric else f' marker-end="url(#to-{escape(relation)})"'
    says = f"{names[0]} {known.label if known else relation} {names[1]}, it is said: {_count(edge)}"
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}" '
        f'fill="none" stroke="{RELATION_COLOURS.get(relation, OTHER_COLOUR)}" stroke-opacity=".75" '
        f'stroke-width="{min(1 + 0.5 * weight, 7):.1f}"{dashes}{arrow}><title>{escape(says)}</title></path>'
    )


def _count(edge: dict[str, object]) -> str:
    speakers = edge["speakers"]
    assert isinstance(speakers, list)
    others = " and others" if len(speakers) > 4 else ""
    articles, denials = int(str(edge["articles"])), int(str(edge["denials"]))
    by = f", by {', '.join(speakers[:4])}{others}" if speakers else ""
    counted = f"{articles} article{'s' * (articles != 1)}{by}"
    return counted + (f"; denied in {denials} claim{'s' * (denials != 1)}" if denials else "")


def _node(
    place: tuple[float, float], name: str, kind: str, weight: int, taken: list[tuple[float, float, float]]
) -> str:
    x, y = place
    shown = name if len(name) <= 32 else f"{name[:30]}…"
    width = 7.2 * len(shown)
    # Below the node, else above, else further down: the first place where no other name stands.
    for lift in (25, -14, 40, -29, 55):
        if all(abs(y + lift - b) > 14 or abs(x - a) > (width + w) / 2 for a, b, w in taken):
            break
    taken.append((x, y + lift, width))
    radius = min(6 + 0.5 * weight, 12)
    colour = KIND_COLOURS.get(kind, OTHER_COLOUR)
    return (
        f"<g><title>{escape(name)} ({escape(kind_labels().get(kind, kind))})</title>"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" stroke-width="2"/>'
        f'<text class="name" x="{x:.1f}" y="{y + lift:.1f}" text-anchor="middle">{escape(shown)}</text></g>'
    )


def _legend(used: list[str], kinds: list[str]) -> list[str]:
    parts, x = [], 24.0
    for relation in used:
        known = relations().get(relation)
        label, colour = (known.label if known else relation), RELATION_COLOURS.get(relation, OTHER_COLOUR)
        y = HEIGHT - 40
        parts.append(f'<path d="M{x:g} {y - 4:g}h26" stroke="{colour}" stroke-width="3"/>')
        parts.append(f'<text class="note" x="{x + 32:g}" y="{y:g}">{escape(label)}</text>')
        x += 50 + 7 * len(label)
    x = 24.0
    for kind in kinds:
        label, y = kind_labels().get(kind, kind), HEIGHT - 16
        colour = KIND_COLOURS.get(kind, OTHER_COLOUR)
        parts.append(f'<circle cx="{x + 6:g}" cy="{y - 4:g}" r="6" fill="{colour}"/>')
        parts.append(f'<text class="note" x="{x + 18:g}" y="{y:g}">{escape(label)}</text>')
        x += 32 + 6.1 * len(label)
    return parts
