/** The panel beside the drawing: what an edge, an actor or a path rests on, in the words of its sources. */

import { bdi, counted, h } from "./dom.ts";
import type { EdgeValues, Network } from "./graph.ts";
import { kindLook } from "./palette.ts";
import type { Claim, NetworkEdge, Paths, PathStep, Reference } from "./rest.ts";
import { borneOut, day, saying } from "./words.ts";

export interface ActorActions {
  expand(key: string): void;
  hold(key: string, held: boolean): void;
  pathFrom(key: string): void;
  edge(key: string): void;
}

const REMINDER = "What somebody is reported to have said. Not a finding.";

/** An edge and its claims, those who deny it after those who say it. */
export function edgePanel(edge: NetworkEdge, claims: readonly Claim[], leftOut: number): HTMLElement {
  return h("div", {},
    heading(edge),
    h("p", { class: "net-sub" }, borneOut(edge)),
    ...support(edge),
    ...sides(claims),
    leftOut > 0 && h("p", { class: "net-sub" }, `${counted(leftOut, "claim")} more outside these filters.`),
    h("p", { class: "net-more" }, h("a", { href: edge.href }, "All claims of this relation")),
    h("p", { class: "net-sub" }, REMINDER),
  );
}

/** An actor, what can be done with it, and its edges in the drawing. */
export function actorPanel(network: Network, key: string, actions: ActorActions): HTMLElement {
  const actor = network.getNodeAttributes(key);
  const held = actor.pinned;
  const edges = network.edges(key)
    .map((edge) => ({ edge, values: network.getEdgeAttributes(edge) }))
    .sort((one, other) => other.values.weight - one.values.weight || (one.edge < other.edge ? -1 : 1));
  return h("div", {},
    h("h2", {}, bdi(actor.name)),
    h("p", { class: "net-sub" }, kindLook(actor.kinds).label, actor.href !== null && " · ",
      actor.href !== null && h("a", { href: actor.href }, "What is said of this actor")),
    h("div", { class: "net-actions" },
      h("button", { type: "button", click: () => { actions.expand(key); } }, "Add neighbours"),
      h("button", { type: "button", click: () => { actions.pathFrom(key); } }, "Path from here"),
      h("button", { type: "button", "aria-pressed": String(held), click: () => { actions.hold(key, !held); } },
        held ? "Let go" : "Hold in place"),
    ),
    h("h3", {}, `${counted(edges.length, "alleged relation")} in this drawing`),
    h("ul", { class: "net-edges" }, ...edges.map(({ edge, values }) => h("li", {}, edgeButton(network, edge, values, actions)))),
    h("p", { class: "net-sub" }, REMINDER),
  );
}

function edgeButton(network: Network, edge: string, values: EdgeValues, actions: ActorActions): HTMLElement {
  const [source, target] = network.extremities(edge).map((end) => network.getNodeAttribute(end, "name"));
  const articles = values.said?.articles ?? 0;
  return h("button", { type: "button", class: "net-link", click: () => { actions.edge(edge); } },
    bdi(source ?? ""), ` ${values.label} `, bdi(target ?? ""),
    h("small", {}, ` ${counted(articles, "article")}${values.disputed ? ", disputed" : ""}`));
}

/** Chains of alleged relations between two actors, with the claims on every step. */
export function pathsPanel(found: Paths, choose: (path: number) => void): HTMLElement {
  const panel = h("div", {}, h("h2", {}, "From ", bdi(found.start.name), " to ", bdi(found.end.name)));
  if (found.paths.length === 0) {
    panel.append(h("p", {}, "No chain of at most four alleged relations joins them under these filters."));
    return panel;
  }
  const steps = found.paths[0]?.steps.length ?? 0;
  panel.append(h("p", { class: "net-sub" },
    `${counted(found.paths.length, "chain")} of ${counted(steps, "step")}. The longer a chain, the less it says.`));
  found.paths.forEach((path, index) => {
    const names = [found.start, ...path.steps.map((step) => step.end)];
    const details = h("details", { class: "net-path", open: index === 0 },
      h("summary", {}, ...names.flatMap((each, at) => [at > 0 && " – ", bdi(each.name)])),
      h("ol", {}, ...path.steps.map(stepItem)));
    details.addEventListener("toggle", () => { if (details.open) choose(index); });
    panel.append(details);
  });
  panel.append(h("p", { class: "net-sub" }, REMINDER));
  return panel;
}

function stepItem(step: PathStep): HTMLElement {
  return h("li", {},
    h("h3", {}, bdi(step.edge.subject_name), ` ${step.edge.relation_label} `, bdi(step.edge.object_name), " ",
      h("span", { class: "tag" }, step.edge.denials > 0 ? "disputed" : "alleged")),
    h("p", { class: "net-sub" }, borneOut(step.edge)),
    ...sides([...step.claims, ...step.denials]),
    h("p", { class: "net-more" }, h("a", { href: step.edge.href }, "All claims of this relation")));
}

/** The groups found, with those of their members that most is said of. */
export function groupsPanel(network: Network, groups: readonly string[][], colours: readonly string[]): HTMLElement {
  const weight = (key: string): number => network.getNodeAttribute(key, "size");
  return h("div", {},
    h("h2", {}, "Groups"),
    h("p", { class: "net-sub" },
      "Actors reported to back, lead or join one another more than others (Louvain). "
        + "A pattern in what is said, not an organisation."),
    groups.length === 0 && h("p", {}, "Nothing here binds three actors or more."),
    h("ol", { class: "net-groups" }, ...groups.map((group, index) => {
      const names = [...group].sort((one, other) => weight(other) - weight(one)).slice(0, 4)
        .map((key) => network.getNodeAttribute(key, "name"));
      const dot = h("span", { class: "net-dot", "aria-hidden": "true" });
      dot.style.background = colours[index] ?? "transparent";
      return h("li", {}, dot, ...names.flatMap((name, at) => [at > 0 && ", ", bdi(name)]),
        group.length > names.length && ` and ${group.length - names.length} more`);
    })));
}

export function messagePanel(text: string): HTMLElement {
  return h("p", { class: "net-sub" }, text);
}

function heading(edge: NetworkEdge): HTMLElement {
  return h("h2", {}, bdi(edge.subject_name), h("span", { class: "net-relation" }, ` ${edge.relation_label} `), bdi(edge.object_name), " ",
    h("span", { class: "tag" }, edge.denials > 0 ? "disputed" : "alleged"));
}

function support(edge: NetworkEdge): (HTMLElement | false)[] {
  const kinds = edge.support_kinds.filter(({ code }) => code !== "unknown");
  return [kinds.length > 0 && h("p", { class: "net-sub" }, `Said to consist of: ${kinds.map(({ label }) => label).join(", ")}.`)];
}

function sides(claims: readonly Claim[]): (HTMLElement | false)[] {
  const said = claims.filter(({ stance }) => stance === "asserts");
  const denied = claims.filter(({ stance }) => stance === "denies");
  return [
    denied.length > 0 && said.length > 0 && h("h3", {}, "Who says so"),
    said.length > 0 && h("ol", { class: "claims" }, ...said.map(claimItem)),
    denied.length > 0 && h("h3", {}, "Who denies it"),
    denied.length > 0 && h("ol", { class: "claims" }, ...denied.map(claimItem)),
  ];
}

function claimItem(claim: Claim): HTMLElement {
  const { article, speaker } = claim;
  const verb = saying(claim);
  return h("li", { class: "claim" },
    h("p", { class: "who" }, h("strong", {}, named(speaker.actor, speaker.name)), verb && ` ${verb}`,
      speaker.relay && ", according to ", speaker.relay && named(speaker.relay, speaker.relay.name),
      claim.former && " (former)"),
    h("blockquote", { class: claim.stance === "denies" ? "quote denies" : "quote" }, "“", bdi(claim.quote.exact), "”"),
    claim.caveat && h("p", { class: "where" }, "The article adds: “", bdi(claim.caveat.exact), "”"),
    h("p", { class: "where" },
      h("a", { href: article.href }, bdi(article.title ?? article.id)), article.publisher !== null && ", ",
      article.publisher !== null && bdi(article.publisher), `, ${day(article.published)} · `,
      h("a", { href: claim.href }, "Claim in context")));
}

function named(reference: Reference | null, name: string): HTMLElement {
  return reference?.href ? h("a", { href: reference.href }, bdi(name)) : bdi(name);
}
