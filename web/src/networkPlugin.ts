/** Shows the triples of an answer as a network, in the frame of YASR. */

import { h } from "./dom.ts";
import { canDraw, Drawing } from "./drawing.ts";
import { picture } from "./glyphs.ts";
import { type Statement, triplesNetwork } from "./triples.ts";

const MOST = 5000;

interface Answering {
  resultsEl: HTMLElement;
  results?: { getStatements(): Statement[] };
}

function networkIcon(): Element {
  const icon = picture("svg", { viewBox: "0 0 16 16", class: "network-icon", "aria-hidden": "true" });
  icon.append(
    picture("path", { d: "M5 5l6 2M4.5 6l3 5M11 8.5l-2.5 3" }),
    ...[[3.5, 4], [12.5, 7], [8, 12.5]].map(([cx, cy]) => picture("circle", { cx: String(cx), cy: String(cy), r: "1.9" })));
  return icon;
}

/** The plugin, for things whose pages `href` finds. */
export function networkPlugin(href: (iri: string) => string | null) {
  return class {
    priority = 20;
    label = "Network";
    private readonly yasr: Answering;
    private drawing: Drawing | null = null;

    constructor(yasr: Answering) {
      this.yasr = yasr;
    }

    canHandleResults(): boolean {
      return canDraw() && this.statements().some(({ object }) => object.termType === "NamedNode");
    }

    getIcon(): Element {
      return networkIcon();
    }

    draw(): void {
      this.destroy();
      const stage = h("div", { class: "net-stage", role: "img", "aria-label": "Drawing of the triples; Response says the same" });
      const about = h("p", { class: "net-sub", role: "status" }, "Choose a thing to see its page.");
      this.yasr.resultsEl.append(h("div", { class: "net-result" }, stage, about));
      const network = triplesNetwork(this.statements().slice(0, MOST), href);
      const drawing = new Drawing(stage, network, {
        actor: (key) => {
          const { name, href: page } = network.getNodeAttributes(key);
          about.replaceChildren(h("bdi", {}, page === null ? name : h("a", { href: page }, name)), " ", h("code", {}, key));
          drawing.light(new Set([key, ...network.neighbors(key)]), new Set(network.edges(key)));
        },
        edge: (key) => {
          const [source, target] = network.extremities(key).map((end) => network.getNodeAttribute(end, "name"));
          about.textContent = `${source ?? ""} – ${network.getEdgeAttribute(key, "label")} – ${target ?? ""}`;
          drawing.light(new Set(network.extremities(key)), new Set([key]));
        },
        nothing: () => { drawing.light(null); },
        describe: (edge, source, target) => `${source.name} – ${edge.label} – ${target.name}`,
      });
      this.drawing = drawing;
      void drawing.arrange().then(() => { stage.dataset["ready"] = ""; });
    }

    destroy(): void {
      this.drawing?.kill();
      this.drawing = null;
    }

    private statements(): Statement[] {
      return this.yasr.results?.getStatements() ?? [];
    }
  };
}
