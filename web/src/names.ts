/** The names of actors above the drawing. */

import type Sigma from "sigma";

import { type Arrow, arrowOf } from "./arrow.ts";
import type { EdgeValues, Network, NodeValues } from "./graph.ts";
import { type Box, headBox, type Label, type Named, placeLabels } from "./labels.ts";
import { type Brush, edgeColour, edgeWidth } from "./paint.ts";

/** Actors and edges that stand out. */
export interface Lit {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

export interface Shown {
  /** Actors, the largest first. */
  ordered: readonly string[];
  lit: Lit | null;
  /** The actor below the pointer. */
  hovered: string | null;
  brush: Brush;
}

interface Head {
  arrow: Arrow;
  colour: string;
}

const LABEL_PX = 13;
const MANY = 500; // so many names are considered
const FEWEST_PX = 3.2; // smaller actors go without a name

export class Names {
  private readonly sigma: Sigma<NodeValues, EdgeValues>;
  private readonly network: Network;
  private readonly context: CanvasRenderingContext2D;

  constructor(sigma: Sigma<NodeValues, EdgeValues>, network: Network) {
    // The layer of sigma.js for names, which it clears itself before each frame.
    const context = sigma.getCanvases()["labels"]?.getContext("2d");
    if (!context) throw new Error("the browser has no canvas");
    this.sigma = sigma;
    this.network = network;
    this.context = context;
  }

  clear(): void {
    this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height);
  }

  /** Put them where there is room. */
  draw({ ordered, lit, hovered, brush }: Shown): void {
    const { context, sigma, network } = this;
    const { width, height } = sigma.getDimensions();
    const { paper, ink } = brush.paper;
    const inSight = ordered.flatMap((key) => {
      const shown = sigma.getNodeDisplayData(key);
      if (!shown || (lit && !lit.nodes.has(key) && key !== hovered)) return [];
      const { x, y } = sigma.framedGraphToViewport(shown);
      const radius = sigma.scaleSize(shown.size);
      const outside = x < -40 || y < -20 || x > width + 40 || y > height + 20;
      if (outside || (radius < FEWEST_PX && !lit)) return [];
      return [{ key, text: network.getNodeAttribute(key, "name"), x, y, radius }];
    });
    const first = inSight.filter(({ key }) => key === hovered);
    const points = [...first, ...inSight.filter(({ key }) => key !== hovered)].slice(0, MANY);
    const font = fontOf(sigma.getContainer());
    context.font = `${LABEL_PX}px ${font}`;
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = paper;
    context.fillStyle = ink;
    const heads = this.heads(inSight.length > MANY / 2 ? [] : points, brush, lit);
    const boxes = inSight.length > MANY / 2 ? null : [...heads.keys()];
    const labels = placeLabels(points, LABEL_PX + 2, (text) => context.measureText(text).width, boxes, width);
    for (const label of labels) drawName(context, label, `${label.key === hovered ? "600 " : ""}${LABEL_PX}px ${font}`);
    for (const covered of new Set(labels.flatMap(({ over }) => over))) drawHead(context, heads.get(covered));
  }

  /** The arrowheads at these actors by what they cover. */
  private heads(points: readonly Named[], brush: Brush, lit: Lit | null): Map<Box, Head> {
    const { sigma, network } = this;
    const scale = sigma.scaleSize(1);
    const found = new Map<Box, Head>();
    for (const { key: target, x, y } of points) {
      network.forEachInEdge(target, (edge, values, source) => {
        const from = sigma.getNodeDisplayData(source);
        const to = sigma.getNodeDisplayData(target);
        if (!from || !to || values.symmetric || (lit && !lit.edges.has(edge))) return;
        const start = sigma.framedGraphToViewport(from);
        const aim = { bend: values.bend, gap: to.size, width: edgeWidth(brush, values), symmetric: false, scale };
        const arrow = arrowOf([start.x, start.y], [x, y], aim);
        found.set(headBox(arrow), { arrow, colour: edgeColour(brush, values) });
      });
    }
    return found;
  }
}

function drawHead(context: CanvasRenderingContext2D, head: Head | undefined): void {
  if (!head) return;
  context.beginPath();
  for (const corner of [head.arrow.tip, ...head.arrow.sides]) context.lineTo(...corner);
  context.fillStyle = head.colour;
  context.fill();
}

function drawName(context: CanvasRenderingContext2D, { text, left, baseline }: Label, font: string): void {
  context.font = font;
  context.strokeText(text, left, baseline);
  context.fillText(text, left, baseline);
}

function fontOf(element: Element): string {
  return getComputedStyle(element).fontFamily || "sans-serif";
}
