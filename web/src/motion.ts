/** Moves the actors of a drawing to where a layout puts them. */

import type { Network } from "./graph.ts";
import { arrange, type Places, type Plan } from "./layout.ts";
import type { Arranged } from "./layout.worker.ts";
import type { Pacer } from "./pace.ts";

const SMALL = 500; // more actors are put in place at once
const MOVE_MS = 500;

export class Motion {
  private readonly network: Network;
  private readonly stage: HTMLElement;
  private readonly pacer: Pacer;
  private worker: Worker | null = null;
  private moving = 0;

  constructor(network: Network, stage: HTMLElement, pacer: Pacer) {
    this.network = network;
    this.stage = stage;
    this.pacer = pacer;
  }

  stop(): void {
    this.worker?.terminate();
    cancelAnimationFrame(this.moving);
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
