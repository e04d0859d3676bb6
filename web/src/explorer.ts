/** The drawing of a network with everything around it: filters, panel, tools, address, table. */

import { findGroups } from "./communities.ts";
import { bdi, counted, download, find, h } from "./dom.ts";
import { Drawing } from "./drawing.ts";
import { refreshFacts } from "./facts.ts";
import { queryOf } from "./filters.ts";
import { kindGlyph, relationGlyph } from "./glyphs.ts";
import { addToNetwork, emptyNetwork, keepInNetwork, type Network } from "./graph.ts";
import { GROUPS, UNGROUPED } from "./palette.ts";
import { actorPanel, edgePanel, groupsPanel, messagePanel, pathsPanel } from "./panel.ts";
import { toPng } from "./png.ts";
import { AnswerError, type Claim, idOf, type NetworkView, type Page, type Paths, read, type Reference } from "./rest.ts";
import { dateSlider } from "./slider.ts";
import { emptyView, readView, type View, writeView } from "./state.ts";
import { drawSvg } from "./svg.ts";
import { type Toolbar, toolbar } from "./toolbar.ts";
import { inOneLine } from "./words.ts";

const CLAIMS = 100;
const PATH_FILTERS = ["kind", "published_from", "published_until", "exclude_publisher", "exclude_speaker", "min_articles"];

export class Explorer {
  private readonly network: Network = emptyNetwork();
  private readonly form: HTMLFormElement;
  private readonly facts: HTMLElement;
  private readonly stage: HTMLElement;
  private readonly panel: HTMLElement;
  private readonly status: HTMLElement;
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
  private asking = new AbortController();
  private following = new AbortController();

  constructor(place: HTMLElement, form: HTMLFormElement, facts: HTMLElement) {
    this.form = form;
    this.facts = facts;
    this.root = place.dataset["root"] ?? "/";
    this.title = place.dataset["title"] ?? document.title;
    this.view = readView(location.hash);
    this.query = new URLSearchParams(location.search);
    this.query.delete("format");
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
      svg: () => { download("network.svg", new Blob([this.picture()], { type: "image/svg+xml" })); },
      png: () => { void this.savePng(); },
      link: () => { void this.copyLink(); },
    });
    const stageBox = h("div", { class: "net-box" }, this.stage, this.status);
    place.replaceChildren(this.tools.element, h("div", { class: "net-body" }, this.filterColumn(), stageBox, this.panel));
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
    this.stage.addEventListener("keydown", (event) => { this.pressed(event); });
    addEventListener("hashchange", () => { void this.restore(); });
  }

  /** Fetch the network, draw it, and show what the address names. */
  async start(): Promise<void> {
    this.rest();
    if (await this.load()) {
      this.addSlider();
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
    if (order === 0) {
      this.status.textContent = "Nothing here meets the filters.";
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
    this.showGroups(this.view.groups, false);
    const { path, edge, actor } = this.view;
    if (path) await this.findPath(path[0], path[1]);
    else if (edge !== null) await this.showEdge(edge);
    else if (actor !== null) {
      const key = this.keyOf(actor);
      if (key !== null) this.showActor(key);
    }
  }

  private async restore(): Promise<void> {
    const wanted = location.hash.replace(/^#/, "");
    if (wanted === writeView(this.view)) return;
    this.view = readView(location.hash);
    await this.load();
    this.rest();
    this.drawing.light(null);
    await this.show();
  }

  private write(): void {
    const text = writeView(this.view);
    const query = this.query.toString();
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${text && `#${text}`}`);
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
      const within = page.items.filter((claim) => this.within(claim));
      this.panel.replaceChildren(edgePanel(said, within, page.total - within.length));
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
  }

  /** Whether the filters of dates, publishers and speakers let a claim through. */
  private within({ article, speaker }: Claim): boolean {
    const published = article.published ?? "";
    const [from, until] = [this.query.get("from"), this.query.get("until")];
    if (from !== null && (published === "" || published < from)) return false;
    if (until !== null && (published === "" || published.slice(0, until.length) > until)) return false;
    if (this.query.getAll("exclude_publisher").includes(article.publisher ?? "")) return false;
    const known = speaker.actor === null ? [] : [speaker.actor.name, speaker.actor.iri, idOf(speaker.actor)];
    return !this.query.getAll("exclude_speaker").some((each) => known.includes(each));
  }

  private showActor(key: string): void {
    this.look({ actor: idOf({ iri: key, href: this.network.getNodeAttribute(key, "href") }) });
    this.following.abort();
    this.drawing.light(new Set([key, ...this.network.neighbors(key)]), new Set(this.network.edges(key)));
    this.panel.replaceChildren(actorPanel(this.network, key, {
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
      this.panel.replaceChildren(h("p", { class: "net-sub" }, bdi(name), " is not in this drawing. ",
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
    const parameters = new URLSearchParams(this.query.getAll("relation").map((name) => ["relation", name]));
    for (const [name, value] of this.query) {
      const here = { from: "published_from", until: "published_until" }[name] ?? name;
      if (PATH_FILTERS.includes(here)) parameters.append(here, value);
    }
    parameters.set("from", this.idByName(from));
    parameters.set("to", this.idByName(to));
    parameters.set("limit", "5");
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
      this.panel.replaceChildren(pathsPanel(found, choose));
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
    this.write();
    await this.drawing.arrange();
    this.drawing.fit();
  }

  private holdHere(key: string): void {
    const { x, y, href } = this.network.getNodeAttributes(key);
    this.drawing.pin(key, x, y);
    this.view.pinned.set(idOf({ iri: key, href }), [x, y]);
    this.write();
  }

  private letGo(key: string): void {
    this.drawing.unpin(key);
    this.view.pinned.delete(idOf({ iri: key, href: this.network.getNodeAttribute(key, "href") }));
    this.write();
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

  private picture(): string {
    return drawSvg(this.network, { title: this.title, address: location.href, groups: this.view.groups });
  }

  private async savePng(): Promise<void> {
    try {
      download("network.png", await toPng(this.picture()));
    } catch (error) {
      this.fail(error);
    }
  }

  private async copyLink(): Promise<void> {
    this.write();
    try {
      await navigator.clipboard.writeText(location.href);
      this.tools.linkCopied();
    } catch {
      this.panel.replaceChildren(h("p", {}, "The address of this view:"), h("p", { class: "cite" }, location.href));
    }
  }

  private fail(error: unknown): void {
    this.panel.replaceChildren(messagePanel(error instanceof Error ? error.message : "That did not work."));
  }

  private filterColumn(): HTMLElement {
    const { form } = this;
    const { scheme } = { scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" as const : "light" as const };
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name="relation"]')) box.after(relationGlyph(box.value, scheme));
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name="kind"]')) box.after(kindGlyph(box.value, scheme));
    find(".net-key", HTMLElement, form).prepend(relationGlyph("", scheme, true));
    find(".net-key", HTMLElement, form).hidden = false;
    find(".send", HTMLElement, form).hidden = true;
    form.addEventListener("submit", (event) => { event.preventDefault(); });
    form.addEventListener("change", () => { void this.filter(); });
    const wide = matchMedia("(min-width: 60rem)").matches;
    return h("details", { class: "net-filters", open: wide }, h("summary", {}, "Filters and key"), form);
  }

  private async filter(): Promise<void> {
    const query = queryOf(this.form);
    if (query === null) {
      this.status.textContent = "Choose at least one relation and one kind.";
      return;
    }
    if (!this.form.reportValidity()) return;
    this.query = query;
    this.write();
    if (!(await this.load())) return;
    const { edge, actor, path } = this.view;
    const key = actor === null ? null : this.keyOf(actor);
    if (edge !== null && this.network.hasEdge(edge)) await this.showEdge(edge);
    else if (key !== null) this.showActor(key);
    else if (path) await this.findPath(path[0], path[1]);
    else this.clear();
  }

  private addSlider(): void {
    const { form } = this;
    const [from, until] = ["from", "until"].map((name) => find(`input[name="${name}"]`, HTMLInputElement, form));
    if (!from || !until) return;
    const days = this.network.mapEdges((_, { said }) => said?.first ?? "")
      .concat(this.network.mapEdges((_, { said }) => said?.last ?? ""), this.query.get("from") ?? "", this.query.get("until") ?? "");
    const slider = dateSlider(days, from, until, () => { void this.filter(); });
    if (slider === null) return;
    const fields = find(".net-dates", HTMLElement, form);
    fields.querySelectorAll("label").forEach((label) => { label.hidden = true; });
    fields.append(slider);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.stage) return;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => { this.drawing.pan(-0.12, 0); },
      ArrowRight: () => { this.drawing.pan(0.12, 0); },
      ArrowUp: () => { this.drawing.pan(0, 0.12); },
      ArrowDown: () => { this.drawing.pan(0, -0.12); },
      "+": () => { this.drawing.zoom(1.4); },
      "=": () => { this.drawing.zoom(1.4); },
      "-": () => { this.drawing.zoom(1 / 1.4); },
      "0": () => { this.drawing.fit(); },
      Escape: () => { this.clear(); },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }
}

function inJson(address: URL): URL {
  const json = new URL(address);
  json.searchParams.set("format", "json");
  return json;
}
