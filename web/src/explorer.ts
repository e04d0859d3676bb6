/** The drawing of a network with everything around it: filters, panel, tools, address, table. */

import { findGroups } from "./communities.ts";
import { bdi, counted, h } from "./dom.ts";
import { Drawing } from "./drawing.ts";
import { refreshFacts } from "./facts.ts";
import { Filters, letsThrough, pathQuery, queryAt } from "./filters.ts";
import { addToNetwork, emptyNetwork, keepInNetwork, type Network } from "./graph.ts";
import { GROUPS, UNGROUPED } from "./palette.ts";
import { listenToKeys } from "./keys.ts";
import { actorPanel, edgePanel, groupsPanel, messagePanel, pathsPanel } from "./panel.ts";
import { AnswerError, type Claim, idOf, type NetworkView, type Page, type Paths, read, type Reference } from "./rest.ts";
import { emptyView, readView, type View, writeView } from "./state.ts";
import { type PictureFormat, savePicture } from "./save.ts";
import { type Toolbar, toolbar } from "./toolbar.ts";
import { inOneLine } from "./words.ts";

const CLAIMS = 100;

export class Explorer {
  private readonly network: Network = emptyNetwork();
  private readonly filters: Filters;
  private readonly facts: HTMLElement;
  private readonly stage: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly status: HTMLElement;
  private readonly nothing: HTMLElement;
  private readonly tools: Toolbar;
  private readonly drawing: Drawing;
  private readonly root: string;
  private readonly title: string;
  private view: View;
  private query: URLSearchParams;
  /** The addresses that the table is of. */
  private tabled: string;
  private leftOut = 0;
  private groups: string[][] = [];
  /** While the address is being shown, it is put right rather than a step added to it. */
  private showing = false;
  private asking = new AbortController();
  private following = new AbortController();

  constructor(place: HTMLElement, form: HTMLFormElement, facts: HTMLElement) {
    this.filters = new Filters(form, {
      chosen: (query) => { void this.filter(query); },
      refused: (why) => { this.status.textContent = why; },
    });
    this.facts = facts;
    this.root = place.dataset["root"] ?? "/";
    this.title = place.dataset["title"] ?? document.title;
    this.view = readView(location.hash);
    this.query = queryAt(location.search);
    this.tabled = this.mainAddress().href;

    this.stage = h("div", { class: "net-stage", tabindex: 0, role: "group",
      "aria-label": "Drawing of the network. Arrow keys move it, plus and minus zoom, 0 shows all. The same stands in the table below." });
    this.panel = h("aside", { class: "net-panel", "aria-label": "Evidence", "aria-live": "polite", tabindex: -1 });
    this.status = h("p", { class: "net-status", role: "status" });
    this.tools = toolbar({
      choose: (name) => { this.chooseByName(name); },
      path: (from, to) => { void this.findPath(from, to); },
      fit: () => { this.drawing.fit(); },
      zoom: (factor) => { this.drawing.zoom(factor); },
      arrange: () => { void this.arrangeAgain(); },
      groups: (on) => { this.showGroups(on, true); },
      svg: () => { this.save("svg"); },
      png: () => { this.save("png"); },
      link: () => { void this.copyLink(); },
    });
    this.nothing = h("div", { class: "net-nothing", role: "status", hidden: true }, h("p", {}, "Nothing here meets the filters."),
      h("button", { type: "button", click: () => { this.clearFilters(); } }, "Clear the filters"));
    const stageBox = h("div", { class: "net-box" }, this.stage, this.nothing, this.status);
    place.replaceChildren(this.tools.element, h("div", { class: "net-body" }, this.filters.element, stageBox, this.panel));
    place.classList.add("net");
    document.body.classList.add("net-on");

    this.drawing = new Drawing(this.stage, this.network, {
      edge: (key) => { void this.showEdge(key); },
      actor: (key) => { this.showActor(key); },
      nothing: () => { this.clear(); },
      expand: (key) => { void this.expand(key); },
      pinned: (key) => { this.holdHere(key); },
      describe: (edge) => edge.said === null ? "" : inOneLine(edge.said),
    });
    listenToKeys(this.stage, this.drawing, () => { this.clear(); });
    addEventListener("popstate", () => { void this.restore(); });
  }

  /** Fetch the network, draw it, and show what the address names. */
  async start(): Promise<void> {
    this.rest();
    if (await this.load()) {
      const days = this.network.mapEdges((_, { said }) => [said?.first ?? "", said?.last ?? ""]).flat();
      this.filters.addSlider(days.concat(this.query.get("from") ?? "", this.query.get("until") ?? ""));
      await this.show();
    }
    this.stage.dataset["ready"] = "";
  }

  /** Fetch what the filters and the neighbours added ask for, and draw it. */
  private async load(): Promise<boolean> {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.status.textContent = "Reading…";
    try {
      const addresses = this.addresses();
      const [main, ...around] = await Promise.all(addresses.map((address) => read<NetworkView>(inJson(address), signal)));
      if (!main) return false;
      performance.mark("network-read");
      await this.take(main, around);
      if (addresses.join(" ") !== this.tabled) {
        this.tabled = addresses.join(" ");
        void refreshFacts(this.facts, addresses, signal).catch(() => undefined);
      }
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof AnswerError)) throw error;
      this.status.textContent = error.message;
      return false;
    }
  }

  private mainAddress(): URL {
    const main = new URL(`?${this.query.toString()}`, location.href);
    main.hash = "";
    return main;
  }

  private addresses(): URL[] {
    const around = new URLSearchParams(this.query);
    around.delete("depth");
    around.delete("limit");
    return [this.mainAddress(), ...this.view.expanded.map((id) =>
      new URL(`${this.root}actors/${encodeURIComponent(id)}/network?${around.toString()}`, location.href))];
  }

  private async take(main: NetworkView, around: readonly NetworkView[]): Promise<void> {
    const all = [main, ...around];
    const nodes = all.flatMap((each) => each.nodes);
    const edges = all.flatMap((each) => each.edges);
    keepInNetwork(this.network, new Set(nodes.map(({ iri }) => iri)), new Set());
    const before = this.network.order;
    addToNetwork(this.network, nodes, edges);
    this.leftOut = Math.max(0, main.left_out - (this.network.order - main.nodes.length));
    this.holdPinned();
    this.drawing.changed();
    performance.mark("network-drawn");
    this.regroup();
    this.tools.offer(this.network.mapNodes((_, { name }) => name));
    if (this.network.order > before) {
      this.status.textContent = "Arranging…";
      await this.drawing.arrange();
    }
    performance.mark("network-arranged");
    this.tell();
  }

  private tell(): void {
    const { order, size } = this.network;
    this.nothing.hidden = order > 0;
    if (order === 0) {
      this.status.textContent = "";
      return;
    }
    const disputed = this.network.filterEdges((_, edge) => edge.disputed).length;
    this.status.textContent = [
      counted(order, "actor"),
      counted(size, "alleged relation"),
      disputed > 0 ? `${disputed} disputed` : "",
      this.leftOut > 0 ? `${this.leftOut.toLocaleString("en")} less connected actors left out` : "",
    ].filter(Boolean).join(" · ");
  }

  /** Show what the view names. */
  private async show(): Promise<void> {
    this.showing = true;
    try {
      this.showGroups(this.view.groups, false);
      await this.follow();
    } finally {
      this.showing = false;
    }
  }

  private async follow(): Promise<void> {
    const { path, edge, actor } = this.view;
    const key = actor === null ? null : this.keyOf(actor);
    if (path) await this.findPath(path[0], path[1]);
    else if (edge !== null) await this.showEdge(edge);
    else if (key !== null) this.showActor(key);
  }

  /** Show what the address names, after the reader has gone back or forth or changed it. */
  private async restore(): Promise<void> {
    const wanted = location.hash.replace(/^#/, "");
    const query = queryAt(location.search);
    if (wanted === writeView(this.view) && query.toString() === this.query.toString()) return;
    this.following.abort();
    this.query = query;
    this.filters.show(query);
    for (const key of this.network.filterNodes((_, { pinned }) => pinned)) this.drawing.unpin(key);
    this.view = readView(location.hash);
    await this.load();
    this.rest();
    this.drawing.light(null);
    await this.show();
  }

  /** Put what is shown into the address: a step that can be gone back, unless it is only moved about. */
  private write(step = true): void {
    const text = writeView(this.view);
    const query = this.query.toString();
    const address = `${location.pathname}${query && `?${query}`}${text && `#${text}`}`;
    if (address === location.pathname + location.search + location.hash) return;
    if (step && !this.showing) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  private async showEdge(key: string): Promise<void> {
    if (!this.network.hasEdge(key)) return;
    this.look({ edge: key });
    const { said } = this.network.getEdgeAttributes(key);
    this.drawing.light(new Set(this.network.extremities(key)), new Set([key]));
    if (said === null) return;
    this.following.abort();
    this.following = new AbortController();
    const { signal } = this.following;
    try {
      const page = await read<Page<Claim>>(
        new URL(`${said.href}&limit=${CLAIMS}&format=json`, location.href), signal);
      const within = page.items.filter((claim) => letsThrough(this.query, claim));
      this.tellAside(edgePanel(said, within, page.total - within.length));
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  private showActor(key: string): void {
    this.look({ actor: idOf({ iri: key, href: this.network.getNodeAttribute(key, "href") }) });
    this.following.abort();
    this.drawing.light(new Set([key, ...this.network.neighbors(key)]), new Set(this.network.edges(key)));
    this.tellAside(actorPanel(this.network, key, {
      expand: (each) => { void this.expand(each); },
      hold: (each, held) => { if (held) this.holdHere(each); else this.letGo(each); this.showActor(each); },
      pathFrom: (each) => { this.tools.pathFrom(this.network.getNodeAttribute(each, "name")); },
      edge: (edge) => { void this.showEdge(edge); },
    }));
  }

  private chooseByName(name: string): void {
    const wanted = name.trim().toLocaleLowerCase();
    if (wanted === "") return;
    const named = (test: (each: string) => boolean): string | undefined =>
      this.network.findNode((_, values) => test(values.name.toLocaleLowerCase()));
    const key = named((each) => each === wanted) ?? named((each) => each.includes(wanted));
    if (key === undefined) {
      this.tellAside(h("p", { class: "net-sub" }, bdi(name), " is not in this drawing. ",
        h("a", { href: `${this.root}search?q=${encodeURIComponent(name)}` }, "Search everything")));
      return;
    }
    this.showActor(key);
    this.drawing.centre(key);
  }

  private async expand(key: string): Promise<void> {
    const id = idOf({ iri: key, href: this.network.getNodeAttribute(key, "href") });
    const before = this.network.order;
    if (!this.view.expanded.includes(id)) {
      this.view.expanded.push(id);
      if (!(await this.load())) return;
    }
    if (this.network.hasNode(key)) this.showActor(key);
    const added = this.network.order - before;
    this.status.textContent += added > 0 ? ` · ${counted(added, "neighbour")} added` : " · all neighbours are here";
  }

  private async findPath(from: string, to: string): Promise<void> {
    const parameters = pathQuery(this.query);
    parameters.set("from", this.idByName(from));
    parameters.set("to", this.idByName(to));
    this.following.abort();
    this.following = new AbortController();
    const { signal } = this.following;
    this.panel.replaceChildren(messagePanel("Looking for a chain…"));
    try {
      const found = await read<Paths>(new URL(`${this.root}paths?${parameters.toString()}`, location.href), signal);
      this.look({ path: [idOf(found.start), idOf(found.end)] });
      this.tools.pathShown(found.start.name, found.end.name);
      await this.addPaths(found);
      const choose = (index: number): void => { this.lightPath(found, index); };
      this.tellAside(pathsPanel(found, choose));
      if (found.paths.length > 0) choose(0);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  private async addPaths(found: Paths): Promise<void> {
    const steps = found.paths.flatMap((path) => path.steps);
    const ends = steps.flatMap((step): Reference[] => [step.start, step.end]);
    const before = this.network.order;
    addToNetwork(this.network, ends.map((each) => ({ ...each, weight: 0 })), steps.map((step) => step.edge));
    this.drawing.changed();
    if (this.network.order > before) {
      await this.drawing.arrange();
      this.tell();
    }
  }

  private lightPath(found: Paths, index: number): void {
    const steps = found.paths[index]?.steps ?? [];
    this.drawing.light(
      new Set(steps.flatMap((step) => [step.start.iri, step.end.iri])), new Set(steps.map((step) => step.edge.edge)));
  }

  private clear(): void {
    this.following.abort();
    this.look({});
    this.drawing.light(null);
    if (this.view.groups) this.showGroups(true, false);
    else this.rest();
  }

  private rest(): void {
    this.panel.replaceChildren(
      h("h2", {}, "Evidence"),
      messagePanel("Choose a line to read who says so, in which words, and who denies it. Choose an actor to "
        + "follow what is said of it; double-click it to add its neighbours. Drag an actor to hold it in place."));
  }

  private look(at: Partial<Pick<View, "edge" | "actor" | "path">>): void {
    const { edge, actor, path } = { ...emptyView(), ...at };
    this.view = { ...this.view, edge, actor, path };
    this.write();
  }

  private showGroups(on: boolean, chosen: boolean): void {
    this.view.groups = on;
    this.tools.groupsShown(on);
    this.regroup();
    this.drawing.colourByGroup(on);
    if (on && (chosen || (this.view.edge === null && this.view.actor === null && this.view.path === null))) {
      const { scheme } = this.drawing.paint;
      this.panel.replaceChildren(groupsPanel(
        this.network, this.groups, this.groups.map((_, index) => (GROUPS[index] ?? UNGROUPED)[scheme])));
    } else if (chosen) this.clear();
    if (chosen) this.write();
  }

  private regroup(): void {
    if (!this.view.groups) return;
    this.groups = findGroups(this.network);
    const group = new Map(this.groups.flatMap((members, index) => members.map((key) => [key, index] as const)));
    this.network.updateEachNodeAttributes((key, values) => ({ ...values, group: group.get(key) ?? -1 }), { attributes: ["group"] });
  }

  private async arrangeAgain(): Promise<void> {
    for (const key of this.network.filterNodes((_, { pinned }) => pinned)) this.drawing.unpin(key);
    this.view.pinned.clear();
    this.write(false);
    await this.drawing.arrange();
    this.drawing.fit();
  }

  private holdHere(key: string): void {
    const { x, y, href } = this.network.getNodeAttributes(key);
    this.drawing.pin(key, x, y);
    this.view.pinned.set(idOf({ iri: key, href }), [x, y]);
    this.write(false);
  }

  private letGo(key: string): void {
    this.drawing.unpin(key);
    this.view.pinned.delete(idOf({ iri: key, href: this.network.getNodeAttribute(key, "href") }));
    this.write(false);
  }

  private holdPinned(): void {
    for (const [id, [x, y]] of this.view.pinned) {
      const key = this.keyOf(id);
      if (key !== null) this.drawing.pin(key, x, y);
    }
  }

  private keyOf(id: string): string | null {
    return this.network.findNode((key, { href }) => idOf({ iri: key, href }) === id) ?? null;
  }

  private idByName(name: string): string {
    const key = this.network.findNode((_, values) => values.name === name);
    return key === undefined ? name : idOf({ iri: key, href: this.network.getNodeAttribute(key, "href") });
  }

  private save(format: PictureFormat): void {
    const picture = { title: this.title, address: location.href, groups: this.view.groups };
    savePicture(this.network, picture, format).catch((error: unknown) => { this.fail(error); });
  }

  private async copyLink(): Promise<void> {
    this.write(false);
    try {
      await navigator.clipboard.writeText(location.href);
      this.tools.linkCopied();
    } catch {
      this.tellAside(h("p", {}, "The address of this view:"), h("p", { class: "cite" }, location.href));
    }
  }

  /** Put this into the panel, and where that is out of sight, as below the drawing on a phone, bring it up. */
  private tellAside(...parts: HTMLElement[]): void {
    this.panel.replaceChildren(...parts);
    if (this.panel.getBoundingClientRect().top < 0.7 * innerHeight) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.panel.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  }

  private fail(error: unknown): void {
    this.tellAside(messagePanel(error instanceof Error ? error.message : "That did not work."));
  }

  private clearFilters(): void {
    const query = new URLSearchParams();
    this.filters.show(query);
    void this.filter(query);
  }

  private async filter(query: URLSearchParams): Promise<void> {
    this.query = query;
    this.write();
    if (!(await this.load())) return;
    const { edge, actor, path } = this.view;
    const there = edge !== null ? this.network.hasEdge(edge) : actor !== null ? this.keyOf(actor) !== null : path !== null;
    if (there) await this.follow();
    else this.clear();
  }
}

function inJson(address: URL): URL {
  const json = new URL(address);
  json.searchParams.set("format", "json");
  return json;
}
