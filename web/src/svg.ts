/** The drawing as a picture for reports: an SVG document that stands alone, always on white. */

import { type Arrow, arrowOf, type Point } from "./arrow.ts";
import type { Network } from "./graph.ts";
import { headBox, placeLabels } from "./labels.ts";
import { type Brush, edgeColour, edgeWidth, faintness, nodeColour } from "./paint.ts";
import { corners, KINDS, type KindLook, kindLook, OTHER_KIND, relationLook } from "./palette.ts";

export interface Picture {
  title: string;
  /** Where the drawing can be seen with its evidence. */
  address: string;
  /** Whether colours tell groups. */
  groups: boolean;
}

export const NOTE = "Alleged relations, each as somebody is reported to have said it; dashed: also denied. Not findings.";

const WIDTH = 1600;
const MARGIN = 90;
const TOP = 90;
const FONT = 14;
const WHITE: Brush["paper"] = { paper: "#ffffff", ink: "#1c1b19", muted: "#555555", accent: "#0f5c73" };

/** The network as SVG. All text is escaped; characters that XML cannot hold are left out. */
export function drawSvg(network: Network, { title, address, groups }: Picture): string {
  const brush: Brush = { scheme: "light", paper: WHITE, groups, faint: faintness(network) };
  const points = network.mapNodes((key, values) => ({ key, values }));
  const xs = points.map(({ values }) => values.x);
  const ys = points.map(({ values }) => values.y);
  const [left, right] = [least(xs), -least(xs.map((x) => -x))];
  const [low, high] = [least(ys), -least(ys.map((y) => -y))];
  const scale = Math.min((WIDTH - 2 * MARGIN) / Math.max(right - left, 1), 4);
  const drawn = (high - low) * scale;
  const aside = (WIDTH - (right - left) * scale) / 2;
  const place = (key: string): Point => {
    const { x, y } = network.getNodeAttributes(key);
    return [aside + (x - left) * scale, TOP + 40 + (high - y) * scale];
  };
  const legend = legendParts(network, groups, TOP + drawn + 100);
  const height = Math.ceil(legend.bottom + 24);
  const edges = network.mapEdges((_, edge, source, target) => {
    const [from, to] = [source, target].map((end) => network.getNodeAttribute(end, "name"));
    const gap = network.getNodeAttribute(target, "size");
    return {
      edge,
      start: place(source),
      arrow: arrowOf(place(source), place(target), { bend: edge.bend, gap, width: edgeWidth(brush, edge), symmetric: edge.symmetric }),
      says: `${from ?? ""} ${edge.label} ${to ?? ""}, it is said${edge.disputed ? "; also denied" : ""}`,
    };
  });
  const heads = new Map(edges.filter(({ edge }) => !edge.symmetric).map(({ arrow, edge }) => [headBox(arrow), headPath(arrow, edgeColour(brush, edge))]));
  const labels = placeLabels(
    points.map(({ key, values }) => {
      const [x, y] = place(key);
      return { key, text: values.name, x, y, radius: values.size, weight: values.size };
    }).sort((one, other) => other.weight - one.weight || (one.key < other.key ? -1 : 1)),
    FONT + 2, (text) => Array.from(text).length * FONT * 0.56, points.length > 500 ? null : [...heads.keys()], WIDTH);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>text{font:${FONT}px system-ui,"Liberation Sans",sans-serif;fill:${WHITE.ink}}.t{font-size:24px;font-weight:600}.n{fill:${WHITE.muted}}`
      + `.l{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round;text-anchor:middle}</style>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text class="t" x="32" y="44">${escape(title)}</text>`,
    `<text class="n" x="32" y="70">${escape(NOTE)}</text>`,
    ...edges.map(({ arrow, edge, start, says }) =>
      edgePath(start, arrow, { colour: edgeColour(brush, edge), width: edgeWidth(brush, edge), dashed: edge.disputed, head: !edge.symmetric, says })),
    ...points.map(({ key, values }) =>
      `<g><title>${escape(`${values.name} (${kindLook(values.kinds).label})`)}</title>`
        + `${shape(kindLook(values.kinds), place(key), values.size, nodeColour(brush, values))}</g>`),
    ...labels.map(({ text, left: at, width, baseline }) =>
      `<text class="l" x="${(at + width / 2).toFixed(1)}" y="${baseline.toFixed(1)}">${escape(text)}</text>`),
    ...[...new Set(labels.flatMap(({ over }) => over))].map((covered) => heads.get(covered) ?? ""),
    ...legend.parts,
    `<text class="n" x="32" y="${height - 18}">${escape(address)}</text>`,
    "</svg>",
  ].join("\n");
}

interface Drawn {
  colour: string;
  width: number;
  dashed: boolean;
  head: boolean;
  says: string;
}

function edgePath(start: Point, arrow: Arrow, edge: Drawn): string {
  const head = edge.head ? headPath(arrow, edge.colour) : "";
  return `<g><title>${escape(edge.says)}</title><path d="M${at(start)}Q${at(arrow.control)} ${at(arrow.base)}" fill="none" stroke="${edge.colour}" `
    + `stroke-width="${edge.width.toFixed(1)}"${edge.dashed ? ' stroke-dasharray="6.5 4.5"' : ""}/>${head}</g>`;
}

function headPath({ tip, sides }: Arrow, colour: string): string {
  return `<path d="M${at(tip)}L${sides.map(at).join("L")}z" fill="${colour}"/>`;
}

/** One actor's shape, with a white rim. */
function shape(look: KindLook, [x, y]: Point, radius: number, colour: string): string {
  const paint = `fill="${colour}" stroke="#fff" stroke-width="1.5"`;
  const points = corners(look, radius);
  return points.length === 0
    ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" ${paint}/>`
    : `<polygon points="${points.map(([px, py]) => at([x + px, y + py])).join(" ")}" ${paint}/>`;
}

function legendParts(network: Network, groups: boolean, top: number): { parts: string[]; bottom: number } {
  const parts: string[] = [];
  let [x, y] = [32, top];
  const put = (glyph: (x: number, y: number) => string, label: string): void => {
    const width = 40 + label.length * FONT * 0.56 + 18;
    if (x + width > WIDTH - 32) [x, y] = [32, y + 26];
    parts.push(glyph(x, y), `<text class="n" x="${x + 38}" y="${y + 5}">${escape(label)}</text>`);
    x += width;
  };
  const relations = new Map(network.mapEdges((_, { relation, label }) => [relation, label]));
  for (const [relation, label] of [...relations].sort()) {
    const colour = relationLook(relation).light;
    put((at_, line) => `<path d="M${at_} ${line}h30" stroke="${colour}" stroke-width="3"/>`, label);
  }
  put((at_, line) => `<path d="M${at_} ${line}h30" stroke="#555" stroke-width="3" stroke-dasharray="6.5 4.5"/>`, "also denied");
  put((at_, line) => `<path d="M${at_} ${line}h30" stroke="#555" stroke-width="6"/>`, "thicker: more articles and speakers");
  [x, y] = [32, y + 26];
  const kinds = new Set(network.mapNodes((_, values) => values.kinds[0] ?? ""));
  for (const [kind, look] of [...Object.entries(KINDS), ["", OTHER_KIND] as const]) {
    if (!kinds.has(kind)) continue;
    put((at_, line) => shape(look, [at_ + 18, line], 8, groups ? "#555555" : look.light), look.label);
  }
  return { parts, bottom: y + 40 };
}

/** Text as XML 1.0 can hold it. */
export function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function at([x, y]: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), values.length === 0 ? 0 : Infinity);
}
