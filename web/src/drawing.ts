/** A network on the screen: sigma.js over the graph, with names, places, highlights and the pointer. */

import Sigma from "sigma";
import type { MouseCoords } from "sigma/types";

import { type DrawnEdge, edgeProgram } from "./edgeProgram.ts";
import { crowding, type EdgeValues, type Network, type NodeValues } from "./graph.ts";
import { Motion } from "./motion.ts";
import { type Lit, Names } from "./names.ts";
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

const MOVE_MS = 250;

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
  private readonly names: Names;
  private readonly tip: HTMLElement;
  private readonly stopping = new AbortController();
  private readonly pacer: Pacer;
  private readonly motion: Motion;
  private brush: Brush;
  private lit: Lit | null = null;
  private hovered: string | null = null;
  private hoveredEdge: string | null = null;
  private dragged: { key: string; moved: boolean } | null = null;
  private justDragged = false;
  private ordered: string[] = [];
  private crowding = 1;

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
    this.motion = new Motion(network, stage, this.pacer);
    this.names = new Names(this.sigma, network);
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
    this.motion.stop();
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
    return this.motion.arrange();
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
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: MOVE_MS });
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
    void camera.animate({ x: shown.x, y: shown.y, ratio: Math.min(camera.ratio, 0.6) }, { duration: MOVE_MS });
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

  private drawNames(): void {
    const { ordered, lit, hovered, brush } = this;
    this.names.draw({ ordered, lit, hovered, brush });
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
      this.names.clear();
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
