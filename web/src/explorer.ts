/** The drawing of a network with everything around it: filters, panel, tools, address, table. */

import { Aside } from "./aside.ts";
import { addChains, chainOf } from "./chains.ts";
import { group } from "./communities.ts";
import { bdi, counted, h } from "./dom.ts";
import { Drawing } from "./drawing.ts";
import { Filters, letsThrough, pathQuery, queryAt } from "./filters.ts";
import { addToNetwork, emptyNetwork, keepInNetwork, type Network } from "./graph.ts";
import { GROUPS, UNGROUPED } from "./palette.ts";
import { hold, holdAll, letGoOfAll } from "./held.ts";
import { idAt, idByName, keyByTyped, keyOf } from "./ids.ts";
import { listenToKeys } from "./keys.ts";
import { actorPanel, edgePanel, groupsPanel, messagePanel, pathsPanel } from "./panel.ts";
import { AnswerError, type Claim, idOf, type NetworkView, type Page, type Paths, read } from "./rest.ts";
import { Source } from "./source.ts";
import { emptyView, readView, type View, writeView } from "./state.ts";
import { type PictureFormat, savePicture } from "./save.ts";
import { type Toolbar, toolbar } from "./toolbar.ts";
import { inOneLine, summary } from "./words.ts";

const CLAIMS = 100;

export class Explorer {
  private readonly network: Network = emptyNetwork();
  private readonly filters: Filters;
  private readonly source: Source;
  private readonly stage: HTMLElement;
  private readonly aside = new Aside();
  private readonly status: HTMLElement;
  private readonly nothing: HTMLElement;
  private readonly tools: Toolbar;
  private readonly drawing: Drawing;
  private readonly root: string;
  private readonly title: string;
  private view: View;
  private query: URLSearchParams;
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
    this.root = place.dataset["root"] ?? "/";
    this.title = place.dataset["title"] ?? document.title;
    this.view = readView(location.hash);
    this.query = queryAt(location.search);
    this.source = new Source(this.root, facts, this.query);

    this.stage = h("div", { class: "net-stage", tabindex: 0, role: "group",
      "aria-label": "Drawing of the network. Arrow keys move it, plus and minus zoom, 0 shows all. The same stands in the table below." });
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
    place.replaceChildren(this.tools.element, h("div", { class: "net-body" }, this.filters.element, stageBox, this.aside.element));
    place.classList.add("net");
    document.body.classList.add("net-on");

    this.drawing = new Drawing(this.stage, this.network, {
      edge: (key) => { void this.showEdge(key); },
      actor: (key) => { this.showActor(key); },
      nothing: () => { this.clear(); },
      expand: (key) => { void this.expand(key); },
      pinned: (key) => { this.hold(key, true); },
      describe: (edge) => edge.said === null ? "" : inOneLine(edge.said),
    });
    listenToKeys(this.stage, this.drawing, () => { this.clear(); });
    addEventListener("popstate", () => { void this.restore(); });
  }

  /** Fetch the network, draw it, and show what the address names. */
  async start(): Promise<void> {
    this.aside.rest();
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
      const views = await this.source.read(this.query, this.view.expanded, signal);
      performance.mark("network-read");
      await this.take(...views);
      void this.source.table(this.query, this.view.expanded, signal).catch(() => undefined);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof AnswerError)) throw error;
      this.status.textContent = error.message;
      return false;
    }
  }

  private async take(main: NetworkView, ...around: NetworkView[]): Promise<void> {
    const all = [main, ...around];
    const nodes = all.flatMap((each) => each.nodes);
    const edges = all.flatMap((each) => each.edges);
    keepInNetwork(this.network, new Set(nodes.map(({ iri }) => iri)), new Set());
    const before = this.network.order;
    addToNetwork(this.network, nodes, edges);
    this.leftOut = Math.max(0, main.left_out - (this.network.order - main.nodes.length));
    holdAll(this.drawing, this.view.pinned);
    this.drawing.changed();
    performance.mark("network-drawn");
    if (this.view.groups) this.groups = group(this.network);
    this.tools.offer(this.network.mapNodes((_, { name }) => name));
    if (this.network.order > before) {
      this.status.textContent = "Arranging…";
      await this.drawing.arrange();
    }
    performance.mark("network-arranged");
    this.tell();
  }

  private tell(): void {
    this.nothing.hidden = this.network.order > 0;
    this.status.textContent = summary(this.network, this.leftOut);
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
    const key = actor === null ? null : keyOf(this.network, actor);
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
    letGoOfAll(this.drawing);
    this.view = readView(location.hash);
    await this.load();
    this.aside.rest();
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
      this.aside.tell(edgePanel(said, within, page.total - within.length));
    } catch (error) {
      if (!signal.aborted) this.aside.fail(error);
    }
  }

  private showActor(key: string): void {
    this.look({ actor: idAt(this.network, key) });
    this.following.abort();
    this.drawing.light(new Set([key, ...this.network.neighbors(key)]), new Set(this.network.edges(key)));
    this.aside.tell(actorPanel(this.network, key, {
      expand: (each) => { void this.expand(each); },
      hold: (each, held) => { this.hold(each, held); this.showActor(each); },
      pathFrom: (each) => { this.tools.pathFrom(this.network.getNodeAttribute(each, "name")); },
      edge: (edge) => { void this.showEdge(edge); },
    }));
  }

  private chooseByName(name: string): void {
    if (name.trim() === "") return;
    const key = keyByTyped(this.network, name.trim());
    if (key === undefined) {
      this.aside.tell(h("p", { class: "net-sub" }, bdi(name), " is not in this drawing. ",
        h("a", { href: `${this.root}search?q=${encodeURIComponent(name)}` }, "Search everything")));
      return;
    }
    this.showActor(key);
    this.drawing.centre(key);
  }

  private async expand(key: string): Promise<void> {
    const id = idAt(this.network, key);
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
    parameters.set("from", idByName(this.network, from));
    parameters.set("to", idByName(this.network, to));
    this.following.abort();
    this.following = new AbortController();
    const { signal } = this.following;
    this.aside.set(messagePanel("Looking for a chain…"));
    try {
      const found = await read<Paths>(new URL(`${this.root}paths?${parameters.toString()}`, location.href), signal);
      this.look({ path: [idOf(found.start), idOf(found.end)] });
      this.tools.pathShown(found.start.name, found.end.name);
      await this.drawAll(addChains(this.network, found));
      const choose = (index: number): void => { this.drawing.light(...chainOf(found, index)); };
      this.aside.tell(pathsPanel(found, choose));
      if (found.paths.length > 0) choose(0);
    } catch (error) {
      if (!signal.aborted) this.aside.fail(error);
    }
  }

  /** Draw what has been added, arranged anew where there are more actors. */
  private async drawAll(more: boolean): Promise<void> {
    this.drawing.changed();
    if (!more) return;
    await this.drawing.arrange();
    this.tell();
  }

  private clear(): void {
    this.following.abort();
    this.look({});
    this.drawing.light(null);
    if (this.view.groups) this.showGroups(true, false);
    else this.aside.rest();
  }

  private look(at: Partial<Pick<View, "edge" | "actor" | "path">>): void {
    const { edge, actor, path } = { ...emptyView(), ...at };
    this.view = { ...this.view, edge, actor, path };
    this.write();
  }

  private showGroups(on: boolean, chosen: boolean): void {
    this.view.groups = on;
    this.tools.groupsShown(on);
    if (this.view.groups) this.groups = group(this.network);
    this.drawing.colourByGroup(on);
    if (on && (chosen || (this.view.edge === null && this.view.actor === null && this.view.path === null))) {
      const { scheme } = this.drawing.paint;
      this.aside.set(groupsPanel(
        this.network, this.groups, this.groups.map((_, index) => (GROUPS[index] ?? UNGROUPED)[scheme])));
    } else if (chosen) this.clear();
    if (chosen) this.write();
  }

  private async arrangeAgain(): Promise<void> {
    letGoOfAll(this.drawing);
    this.view.pinned.clear();
    this.write(false);
    await this.drawing.arrange();
    this.drawing.fit();
  }

  private hold(key: string, held: boolean): void {
    hold(this.drawing, this.view.pinned, key, held);
    this.write(false);
  }

  private save(format: PictureFormat): void {
    const picture = { title: this.title, address: location.href, groups: this.view.groups };
    savePicture(this.network, picture, format).catch((error: unknown) => { this.aside.fail(error); });
  }

  private async copyLink(): Promise<void> {
    this.write(false);
    try {
      await navigator.clipboard.writeText(location.href);
      this.tools.linkCopied();
    } catch {
      this.aside.tell(h("p", {}, "The address of this view:"), h("p", { class: "cite" }, location.href));
    }
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
    const there = edge !== null ? this.network.hasEdge(edge) : actor !== null ? keyOf(this.network, actor) !== null : path !== null;
    if (there) await this.follow();
    else {
      Object.assign(this.view, { edge: null, actor: null, path: null });
      this.write(false);
      this.clear();
    }
  }
}
