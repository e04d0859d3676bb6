/** Where actors stand: each connected part by ForceAtlas2, the parts then packed around the largest. */

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import noverlap from "graphology-layout-noverlap";

export interface Plan {
  nodes: { key: string; x: number; y: number; size: number }[];
  /** Ends as indexes into nodes; `pull` is how strongly they are drawn together. */
  edges: { source: number; target: number; pull: number }[];
  /** Width of the drawing divided by its height. */
  aspect: number;
}

/** x and y of each node, in the order of the plan. */
export type Places = Float64Array;

const SPACING = 90; // between neighbours, in the units of the drawing
const WIDE = 2.1; // names are wider than high, so nodes keep more apart sideways
const MANY = 400;

/** Places for all nodes. `progress` is told of earlier, rougher ones while a large network is arranged. */
export function arrange(plan: Plan, progress?: (places: Places) => void): Places {
  const places = new Float64Array(plan.nodes.length * 2);
  const boxes: Box[] = [];
  const parts = connectedParts(plan);
  for (const part of parts) {
    const report = progress && part.length > MANY
      ? (rough: [number, number][]) => {
          part.forEach((index, at) => { places.set(rough[at] ?? [0, 0], index * 2); });
          progress(places.slice());
        }
      : undefined;
    const placed = arrangePart(plan, part, report);
    boxes.push({ part, placed, ...extent(placed) });
  }
  boxes.sort((one, other) => other.part.length - one.part.length || (one.part[0] ?? 0) - (other.part[0] ?? 0));
  for (const [box, dx, dy] of pack(boxes, plan.aspect)) {
    box.part.forEach((index, at) => {
      const [x, y] = box.placed[at] ?? [0, 0];
      places.set([x + dx, y + dy], index * 2);
    });
  }
  return places;
}

interface Box {
  part: number[];
  placed: [number, number][];
  left: number;
  top: number;
  width: number;
  height: number;
}

function connectedParts(plan: Plan): number[][] {
  const beside: number[][] = plan.nodes.map(() => []);
  for (const { source, target } of plan.edges) {
    beside[source]?.push(target);
    beside[target]?.push(source);
  }
  const seen = new Set<number>();
  const parts: number[][] = [];
  for (const start of plan.nodes.keys()) {
    if (seen.has(start)) continue;
    const part = [start];
    seen.add(start);
    for (const index of part) {
      for (const next of beside[index] ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        part.push(next);
      }
    }
    parts.push(part.sort((one, other) => one - other));
  }
  return parts;
}

function arrangePart(
  plan: Plan, part: readonly number[], report?: (rough: [number, number][]) => void,
): [number, number][] {
  const first = plan.nodes[part[0] ?? 0];
  if (part.length === 1 || first === undefined) return [[0, 0]];
  const graph = new UndirectedGraph();
  for (const index of part) {
    const node = plan.nodes[index];
    if (node) graph.addNode(index, { x: node.x, y: node.y, size: node.size });
  }
  const inside = new Set(part);
  for (const { source, target, pull } of plan.edges) {
    if (inside.has(source) && source !== target) {
      graph.updateEdge(source, target, (before) => ({ weight: Math.max(pull, Number(before["weight"] ?? 0)) }));
    }
  }
  const large = part.length > MANY;
  const settings = {
    ...forceAtlas2.inferSettings(graph),
    linLogMode: !large,
    gravity: large ? 0.6 : 0.15,
    scalingRatio: large ? 20 : 6,
    barnesHutOptimize: part.length > 150,
    edgeWeightInfluence: 0.6,
    slowDown: 4,
  };
  const rounds = large ? 12 : 4;
  for (let round = 0; round < rounds; round++) {
    forceAtlas2.assign(graph, { iterations: large ? 25 : 150, settings, getEdgeWeight: "weight" });
    if (report && round < rounds - 1) report(scaled(graph, part));
  }
  const placed = scaled(graph, part);
  const wide = large ? 1 : WIDE; // where few names can be shown, places need no room for them
  placed.forEach(([x, y], at) => { graph.mergeNodeAttributes(part[at], { x: x / wide, y, size: 12 }); });
  noverlap.assign(graph, { maxIterations: large ? 60 : 400, settings: { margin: large ? 2 : 9, ratio: 1, expansion: 1.05 } });
  return part.map((index) => {
    const { x, y } = graph.getNodeAttributes(index) as { x: number; y: number };
    return [x * wide, y];
  });
}

/** Places turned so that the longer way lies flat, and scaled to the usual distance between neighbours. */
function scaled(graph: UndirectedGraph, part: readonly number[]): [number, number][] {
  const points = part.map((index) => graph.getNodeAttributes(index) as { x: number; y: number });
  const mean = (value: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const [mx, my] = [mean((point) => point.x), mean((point) => point.y)];
  const xx = mean((point) => (point.x - mx) ** 2);
  const yy = mean((point) => (point.y - my) ** 2);
  const xy = mean((point) => (point.x - mx) * (point.y - my));
  const turn = -0.5 * Math.atan2(2 * xy, xx - yy);
  const lengths = graph.mapEdges((_edge, _values, _source, _target, a, b) =>
    Math.hypot(Number(a["x"]) - Number(b["x"]), Number(a["y"]) - Number(b["y"])));
  lengths.sort((one, other) => one - other);
  const scale = SPACING / (lengths[Math.floor(lengths.length / 2)] || 1);
  return points.map(({ x, y }) => [
    ((x - mx) * Math.cos(turn) - (y - my) * Math.sin(turn)) * scale,
    ((x - mx) * Math.sin(turn) + (y - my) * Math.cos(turn)) * scale,
  ]);
}

function extent(points: readonly [number, number][]): { left: number; top: number; width: number; height: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Boxes with how far each is moved: the first in the middle, each next as near to it as there is room. */
function pack(boxes: readonly Box[], aspect: number): [Box, number, number][] {
  const [aside, above] = [SPACING * 1.5, SPACING * 0.62]; // room for names
  const taken: { x: number; y: number; w: number; h: number }[] = [];
  let last = { w: 0, h: 0, step: 0 };
  return boxes.map((box) => {
    const w = box.width + aside;
    const h = box.height + above;
    let [x, y] = [0, 0];
    // Where one of the same size found no room, this one finds none.
    for (let step = w === last.w && h === last.h ? last.step : 0; ; step++) {
      const radius = 9 * Math.sqrt(step);
      const angle = step * 2.399963;
      x = radius * Math.cos(angle) * aspect;
      y = radius * Math.sin(angle);
      const free = taken.every((each) => Math.abs(each.x - x) >= (each.w + w) / 2 || Math.abs(each.y - y) >= (each.h + h) / 2);
      if (free) {
        last = { w, h, step };
        break;
      }
    }
    taken.push({ x, y, w, h });
    return [box, x - box.left - box.width / 2, y - box.top - box.height / 2];
  });
}
