/** A network on the screen: sigma.js over the graph, with names, places, highlights and the pointer. */

import Sigma from "sigma";
import type { MouseCoords } from "sigma/types";

import { type Arrow, arrowOf } from "./arrow.ts";
import { type DrawnEdge, edgeProgram } from "./edgeProgram.ts";
import { crowding, type EdgeValues, type Network, type NodeValues } from "./graph.ts";
import { type Box, headBox, type Label, type Named, placeLabels } from "./labels.ts";
import { arrange, type Places, type Plan } from "./layout.ts";
import type { Arranged } from "./layout.worker.ts";
import { actorProgram, type DrawnNode } from "./nodeProgram.ts";
import { type Pace, Pacer } from "./pace.ts";
import { type Brush, edgeColour, edgeWidth, faintness, nodeColour, readPaper } from "./paint.ts";
import { kindLook } from "./palette.ts";

export interface Told {
  /** An edge or actor was chosen, or, with null, nothing. */
  edge(key: string): void;
  actor(key: string): void;
  nothing(): void;
  /** The neighbours of an actor are wanted. */
  expand?(key: string): void;
  /** An actor was dragged and is held where it is now. */
  pinned?(key: string): void;
  /** What to say of an edge below the pointer. */
  describe(edge: EdgeValues, source: NodeValues, target: NodeValues): string;
}

interface Head {
  arrow: Arrow;
  colour: string;
}

const LABEL_PX = 13;
const SMALL = 500; // so many actors fit on the screen with all their names considered
const FEWEST_PX = 3.2; // smaller actors go without a name
const MOVE_MS = 500;

/** Whether this browser can draw with WebGL. */
export function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
}

export class Drawing {
  readonly network: Network;
  readonly sigma: Sigma<NodeValues, EdgeValues>;
  private readonly stage: HTMLElement;
  private readonly told: Told;
  private readonly names: CanvasRenderingContext2D;
  private readonly tip: HTMLElement;
  private readonly stopping = new AbortController();
  private readonly pacer: Pacer;
  private brush: Brush;
  private lit: { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } | null = null;
  private hovered: string | null = null;
  private hoveredEdge: string | null = null;
  private dragged: { key: string; moved: boolean } | null = null;
  private justDragged = false;
  private ordered: string[] = [];
  private crowding = 1;
  private worker: Worker | null = null;
  private moving = 0;

  constructor(stage: HTMLElement, network: Network, told: Told) {
    this.stage = stage;
    this.brush = { ...readPaper(stage), groups: false, faint: faintness(network) };
    this.network = network;
    this.told = told;
    const pace: Pace = { rough: false };
    this.sigma = new Sigma<NodeValues, EdgeValues>(network, stage, {
      nodeProgramClasses: { actor: actorProgram(pace) },
      edgeProgramClasses: { alleged: edgeProgram(pace) },
      defaultNodeType: "actor",
      defaultEdgeType: "alleged",
      nodeReducer: (key, values) => this.drawnNode(key, values),
      edgeReducer: (key, values) => this.drawnEdge(key, values),
      enableEdgeEvents: true,
      renderLabels: false,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio) / this.crowding,
      zIndex: true,
      stagePadding: 50,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      doubleClickZoomingRatio: 1.6,
      allowInvalidContainer: true,
      defaultDrawNodeHover: () => undefined,
    });
    this.pacer = new Pacer(this.sigma, pace);
    this.names = this.namesLayer();
    this.tip = document.createElement("div");
    this.tip.className = "net-tip";
    this.tip.hidden = true;
    this.tip.setAttribute("aria-hidden", "true"); // the same is in the panel and the table
    stage.append(this.tip);
    this.sigma.on("afterRender", () => { this.drawNames(); });
    this.sigma.on("resize", () => { this.sizeUp(); });
    this.listen();
    const signal = this.stopping.signal;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.repaint(); }, { signal });
    this.changed();
  }

  kill(): void {
    this.stopping.abort();
    this.pacer.stop();
    this.worker?.terminate();
    cancelAnimationFrame(this.moving);
    this.sigma.kill();
    this.tip.remove();
  }

  /** Nodes or edges have come or gone. */
  changed(): void {
    const { network } = this;
    this.brush = { ...this.brush, faint: faintness(network) };
    this.sizeUp();
    this.ordered = network.nodes().sort((one, other) =>
      network.getNodeAttribute(other, "size") - network.getNodeAttribute(one, "size") || (one < other ? -1 : 1));
    this.sigma.refresh();
  }

  get paint(): Brush {
    return this.brush;
  }

  /** Colour actors by group, or by kind. */
  colourByGroup(groups: boolean): void {
    this.brush = { ...this.brush, groups };
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Let these stand out; with null, all alike. */
  light(nodes: ReadonlySet<string> | null, edges: ReadonlySet<string> = new Set()): void {
    this.lit = nodes === null ? null : { nodes, edges };
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Arrange all actors but those that are held; resolves when they stand. */
  arrange(): Promise<void> {
    this.worker?.terminate();
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    this.worker = worker;
    const keys = this.network.nodes();
    const plan = planOf(this.network, keys, this.aspect());
    this.pacer.hold(true);
    return new Promise((resolve) => {
      const finish = (places: Places): void => {
        if (this.worker === worker) this.worker = null;
        worker.terminate();
        void this.moveTo(keys, places).then(() => {
          this.pacer.hold(this.worker !== null);
          resolve();
        });
      };
      worker.addEventListener("message", (event: MessageEvent<Arranged>) => {
        if (event.data.done) finish(event.data.places);
        else this.put(keys, event.data.places);
      });
      worker.addEventListener("error", () => { finish(arrange(plan)); });
      worker.postMessage(plan);
    });
  }

  /** Put an actor somewhere and hold it there. */
  pin(key: string, x: number, y: number): void {
    this.network.mergeNodeAttributes(key, { x, y, pinned: true });
  }

  unpin(key: string): void {
    this.network.setNodeAttribute(key, "pinned", false);
  }

  /** Show all of it. */
  fit(): void {
    this.sigma.setCustomBBox(null);
    this.sigma.refresh();
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: MOVE_MS / 2 });
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.getBoundedRatio(camera.ratio / factor) }, { duration: 150 });
  }

  /** Move the view by parts of its size. */
  pan(right: number, up: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate(
      { x: camera.x + right * camera.ratio, y: camera.y + up * camera.ratio }, { duration: 120 });
  }

  /** Bring an actor to the middle. */
  centre(key: string): void {
    const shown = this.sigma.getNodeDisplayData(key);
    if (!shown) return;
    const camera = this.sigma.getCamera();
    void camera.animate({ x: shown.x, y: shown.y, ratio: Math.min(camera.ratio, 0.6) }, { duration: MOVE_MS / 2 });
  }

  private aspect(): number {
    const { clientWidth, clientHeight } = this.stage;
    return Math.max(0.4, Math.min(2.5, clientWidth / Math.max(1, clientHeight)));
  }

  private moveTo(keys: readonly string[], places: Places): Promise<void> {
    cancelAnimationFrame(this.moving);
    // A page that is not seen is given no frames to move in.
    const still = document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches || keys.length > SMALL;
    if (still) {
      this.put(keys, places);
      return Promise.resolve();
    }
    const from = keys.map((key) => this.network.hasNode(key) ? this.network.getNodeAttributes(key) : null)
      .flatMap((values) => [values?.x ?? 0, values?.y ?? 0]);
    const begun = performance.now();
    return new Promise((resolve) => {
      const step = (): void => {
        const share = Math.min(1, (performance.now() - begun) / MOVE_MS);
        const eased = 1 - (1 - share) ** 3;
        this.put(keys, places.map((value, at) => value * eased + (from[at] ?? 0) * (1 - eased)));
        if (share < 1) this.moving = requestAnimationFrame(step);
        else resolve();
      };
      step();
    });
  }

  private put(keys: readonly string[], places: Places): void {
    const at = new Map(keys.map((key, index) => [key, index]));
    this.network.updateEachNodeAttributes((key, values) => {
      const index = at.get(key);
      if (index === undefined || values.pinned) return values;
      return { ...values, x: places[index * 2] ?? 0, y: places[index * 2 + 1] ?? 0 };
    }, { attributes: ["x", "y"] });
  }

  private sizeUp(): void {
    this.crowding = crowding(this.network, this.stage.clientWidth * this.stage.clientHeight);
  }

  private repaint(): void {
    this.brush = { ...this.brush, ...readPaper(this.stage) };
    this.sigma.refresh({ skipIndexation: true });
  }

  private drawnNode(key: string, values: NodeValues): Partial<DrawnNode> {
    const { brush, lit } = this;
    const look = kindLook(values.kinds);
    const faded = lit !== null && !lit.nodes.has(key);
    const { paper } = brush.paper;
    const chosen = (lit?.nodes.has(key) ?? false) || key === this.hovered;
    return {
      x: values.x,
      y: values.y,
      size: values.size,
      type: "actor",
      color: nodeColour(brush, values, faded),
      corners: look.corners,
      turn: look.turn,
      rim: values.pinned ? brush.paper.accent : chosen ? brush.paper.ink : paper,
      rimWidth: values.pinned || chosen ? 2.5 : 1.5,
      zIndex: faded ? 0 : chosen ? 2 : 1,
    };
  }

  private drawnEdge(key: string, values: EdgeValues): Partial<DrawnEdge> {
    const faded = this.lit !== null && !this.lit.edges.has(key);
    const chosen = (this.lit?.edges.has(key) ?? false) || key === this.hoveredEdge;
    return {
      type: "alleged",
      size: edgeWidth(this.brush, values) + (chosen ? 1 : 0),
      color: edgeColour(this.brush, values, faded),
      bend: values.bend,
      disputed: values.disputed,
      symmetric: values.symmetric,
      zIndex: faded ? 0 : chosen ? 2 : 1,
    };
  }

  /** The layer of sigma.js for names, which it clears itself before each frame. */
  private namesLayer(): CanvasRenderingContext2D {
    const context = this.sigma.getCanvases()["labels"]?.getContext("2d");
    if (!context) throw new Error("the browser has no canvas");
    return context;
  }

  private drawNames(): void {
    const { names: context, sigma, network } = this;
    const { width, height } = sigma.getDimensions();
    const { paper, ink } = this.brush.paper;
    const inSight = this.ordered.flatMap((key) => {
      const shown = sigma.getNodeDisplayData(key);
      if (!shown || (this.lit && !this.lit.nodes.has(key) && key !== this.hovered)) return [];
      const { x, y } = sigma.framedGraphToViewport(shown);
      const radius = sigma.scaleSize(shown.size);
      const outside = x < -40 || y < -20 || x > width + 40 || y > height + 20;
      if (outside || (radius < FEWEST_PX && !this.lit)) return [];
      return [{ key, text: network.getNodeAttribute(key, "name"), x, y, radius }];
    });
    const first = inSight.filter(({ key }) => key === this.hovered);
    const points = [...first, ...inSight.filter(({ key }) => key !== this.hovered)].slice(0, SMALL);
    const font = fontOf(this.stage);
    context.font = `${LABEL_PX}px ${font}`;
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = paper;
    context.fillStyle = ink;
    const heads = this.heads(inSight.length > SMALL / 2 ? [] : points);
    const boxes = inSight.length > SMALL / 2 ? null : [...heads.keys()];
    const labels = placeLabels(points, LABEL_PX + 2, (text) => context.measureText(text).width, boxes, width);
    for (const label of labels) this.drawName(context, font, label);
    for (const covered of new Set(labels.flatMap(({ over }) => over))) this.drawHead(context, heads.get(covered));
  }

  /** The arrowheads at these actors by what they cover. */
  private heads(points: readonly Named[]): Map<Box, Head> {
    const { sigma, network, brush, lit } = this;
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

  private drawHead(context: CanvasRenderingContext2D, head: Head | undefined): void {
    if (!head) return;
    context.beginPath();
    for (const corner of [head.arrow.tip, ...head.arrow.sides]) context.lineTo(...corner);
    context.fillStyle = head.colour;
    context.fill();
  }

  private drawName(context: CanvasRenderingContext2D, font: string, { key, text, left, baseline }: Label): void {
    context.font = `${key === this.hovered ? "600 " : ""}${LABEL_PX}px ${font}`;
    context.strokeText(text, left, baseline);
    context.fillText(text, left, baseline);
  }

  private listen(): void {
    const { sigma, told, network } = this;
    sigma.on("clickNode", ({ node }) => { if (!this.justDragged) told.actor(node); });
    sigma.on("clickEdge", ({ edge }) => { told.edge(edge); });
    sigma.on("clickStage", () => { if (!this.justDragged) told.nothing(); });
    sigma.on("doubleClickNode", ({ node, event }) => {
      event.preventSigmaDefault();
      told.expand?.(node);
    });
    sigma.on("enterNode", ({ node }) => { this.hover(node); });
    sigma.on("leaveNode", () => { this.hover(null); });
    sigma.on("enterEdge", ({ edge, event }) => {
      this.hoveredEdge = edge;
      const [source, target] = network.extremities(edge);
      this.tip.textContent = told.describe(
        network.getEdgeAttributes(edge), network.getNodeAttributes(source), network.getNodeAttributes(target));
      this.tip.hidden = false;
      this.placeTip(event);
      this.stage.classList.add("over");
      if (!this.pacer.large) sigma.refresh({ partialGraph: { edges: [edge] }, skipIndexation: true });
    });
    sigma.on("leaveEdge", ({ edge }) => {
      this.hoveredEdge = null;
      this.tip.hidden = true;
      this.stage.classList.remove("over");
      if (network.hasEdge(edge) && !this.pacer.large) sigma.refresh({ partialGraph: { edges: [edge] }, skipIndexation: true });
    });
    this.letDrag();
  }

  private letDrag(): void {
    const { sigma, network } = this;
    const drop = (): void => {
      const held = this.dragged;
      this.dragged = null;
      this.justDragged = held?.moved ?? false;
      if (held?.moved) this.told.pinned?.(held.key);
      setTimeout(() => { this.justDragged = false; });
    };
    sigma.on("downNode", ({ node }) => {
      this.dragged = { key: node, moved: false };
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => {
      if (!this.dragged || !network.hasNode(this.dragged.key)) return;
      this.dragged.moved = true;
      this.pacer.moved();
      const { x, y } = sigma.viewportToGraph(event);
      this.pin(this.dragged.key, x, y);
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }

  private hover(key: string | null): void {
    const before = this.hovered;
    this.hovered = key;
    this.stage.classList.toggle("over", key !== null);
    if (this.pacer.large) { // its name is enough: another frame of all would take too long
      this.names.clearRect(0, 0, this.names.canvas.width, this.names.canvas.height);
      this.drawNames();
      return;
    }
    const nodes = [before, key].filter((each): each is string => each !== null && this.network.hasNode(each));
    this.sigma.refresh({ partialGraph: { nodes }, skipIndexation: true });
  }

  private placeTip({ x, y }: MouseCoords): void {
    const { offsetWidth, offsetHeight } = this.tip;
    const { clientWidth } = this.stage;
    this.tip.style.left = `${Math.max(4, Math.min(x + 12, clientWidth - offsetWidth - 4))}px`;
    this.tip.style.top = `${y > offsetHeight + 20 ? y - offsetHeight - 10 : y + 16}px`;
  }
}

function planOf(network: Network, keys: readonly string[], aspect: number): Plan {
  const index = new Map(keys.map((key, at) => [key, at]));
  return {
    aspect,
    nodes: keys.map((key) => {
      const { x, y, size } = network.getNodeAttributes(key);
      return { key, x, y, size };
    }),
    edges: network.mapEdges((_, { relation, weight }, source, target) => ({
      source: index.get(source) ?? 0,
      target: index.get(target) ?? 0,
      pull: relation === "opposes" ? 0.3 : Math.min(1 + Math.log2(1 + weight) / 2, 4),
    })),
  };
}

function fontOf(element: Element): string {
  return getComputedStyle(element).fontFamily || "sans-serif";
}
