/** The drawing as a picture for reports: an SVG document that stands alone, always on white. */

import type { Network } from "./graph.ts";
import { placeLabels } from "./labels.ts";
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
  const place = (key: string): [number, number] => {
    const { x, y } = network.getNodeAttributes(key);
    return [aside + (x - left) * scale, TOP + 40 + (high - y) * scale];
  };
  const legend = legendParts(network, groups, TOP + drawn + 100);
  const height = Math.ceil(legend.bottom + 24);
  const labels = placeLabels(
    points.map(({ key, values }) => {
      const [x, y] = place(key);
      return { key, text: values.name, x, y, radius: values.size, weight: values.size };
    }).sort((one, other) => other.weight - one.weight || (one.key < other.key ? -1 : 1)),
    FONT + 2, (text) => Array.from(text).length * FONT * 0.56, points.length > 500, WIDTH);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>text{font:${FONT}px system-ui,"Liberation Sans",sans-serif;fill:${WHITE.ink}}.t{font-size:24px;font-weight:600}.n{fill:${WHITE.muted}}`
      + `.l{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round;text-anchor:middle}</style>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text class="t" x="32" y="44">${escape(title)}</text>`,
    `<text class="n" x="32" y="70">${escape(NOTE)}</text>`,
    ...network.mapEdges((key, edge, source, target) => {
      const gap = network.getNodeAttribute(target, "size");
      const ends = [source, target].map((end) => network.getNodeAttribute(end, "name"));
      return edgePath(place(source), place(target), {
        bend: edge.bend, gap, colour: edgeColour(brush, edge), width: edgeWidth(brush, edge),
        dashed: edge.disputed, arrow: !edge.symmetric,
        says: `${ends[0] ?? ""} ${edge.label} ${ends[1] ?? ""}, it is said${edge.disputed ? "; also denied" : ""}`, key,
      });
    }),
    ...points.map(({ key, values }) =>
      `<g><title>${escape(`${values.name} (${kindLook(values.kinds).label})`)}</title>`
        + `${shape(kindLook(values.kinds), place(key), values.size, nodeColour(brush, values))}</g>`),
    ...labels.map(({ text, left: at, width, baseline }) =>
      `<text class="l" x="${(at + width / 2).toFixed(1)}" y="${baseline.toFixed(1)}">${escape(text)}</text>`),
    ...legend.parts,
    `<text class="n" x="32" y="${height - 18}">${escape(address)}</text>`,
    "</svg>",
  ].join("\n");
}

interface Drawn {
  bend: number;
  gap: number;
  colour: string;
  width: number;
  dashed: boolean;
  arrow: boolean;
  says: string;
  key: string;
}

function edgePath(start: [number, number], end: [number, number], edge: Drawn): string {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const distance = Math.max(Math.hypot(dx, dy), 0.001);
  // The screen's y runs upwards there and downwards here, so the bend changes its sign.
  const control = [(start[0] + end[0]) / 2 + dy * edge.bend, (start[1] + end[1]) / 2 - dx * edge.bend] as const;
  const last = Math.atan2(end[1] - control[1], end[0] - control[0]);
  const into: [number, number] = [Math.cos(last), Math.sin(last)];
  const gap = Math.min(edge.gap + 1, distance * 0.4);
  const head = edge.arrow ? Math.min(7 + 1.3 * edge.width, distance * 0.4) : 0;
  const tip: [number, number] = [end[0] - into[0] * gap, end[1] - into[1] * gap];
  const base: [number, number] = [tip[0] - into[0] * head, tip[1] - into[1] * head];
  const half = head * 0.42;
  const arrow = edge.arrow
    ? `<path d="M${at(tip)}L${at([base[0] - into[1] * half, base[1] + into[0] * half])}L${at([base[0] + into[1] * half, base[1] - into[0] * half])}z" fill="${edge.colour}"/>`
    : "";
  return `<g><title>${escape(edge.says)}</title><path d="M${at(start)}Q${at(control)} ${at(base)}" fill="none" stroke="${edge.colour}" `
    + `stroke-width="${edge.width.toFixed(1)}"${edge.dashed ? ' stroke-dasharray="6.5 4.5"' : ""}/>${arrow}</g>`;
}

/** One actor's shape, with a white rim. */
function shape(look: KindLook, [x, y]: [number, number], radius: number, colour: string): string {
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

function at([x, y]: readonly [number, number]): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), values.length === 0 ? 0 : Infinity);
}
