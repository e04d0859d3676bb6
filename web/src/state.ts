/** What the reader is looking at, as the part of the address after #, so that a link shows the same.
 *
 *  The filters are not here: they are the query of the address, the same that the service answers. */

export interface View {
  /** Key of the edge whose claims are shown. */
  edge: string | null;
  /** Id of the actor that is shown. */
  actor: string | null;
  /** Ids of the two actors between whom a path is shown. */
  path: [string, string] | null;
  /** Ids of the actors whose neighbours were added. */
  expanded: string[];
  /** Where actors are held, by id. */
  pinned: Map<string, [number, number]>;
  /** Whether colours tell groups instead of kinds. */
  groups: boolean;
}

const MOST = 50;

export function emptyView(): View {
  return { edge: null, actor: null, path: null, expanded: [], pinned: new Map(), groups: false };
}

/** The view as text for the address, without #; empty for nothing in particular. */
export function writeView(view: View): string {
  const parts = new URLSearchParams();
  if (view.edge !== null) parts.set("edge", view.edge);
  if (view.actor !== null) parts.set("actor", view.actor);
  if (view.path !== null) {
    parts.set("from", view.path[0]);
    parts.set("to", view.path[1]);
  }
  for (const id of view.expanded) parts.append("expand", id);
  for (const [id, [x, y]] of view.pinned) parts.append("pin", `${Math.round(x)},${Math.round(y)},${id}`);
  if (view.groups) parts.set("colour", "groups");
  return parts.toString();
}

/** The view that such text stands for. What cannot be read is left out. */
export function readView(text: string): View {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const view = emptyView();
  view.edge = parts.get("edge");
  view.actor = parts.get("actor");
  const [from, to] = [parts.get("from"), parts.get("to")];
  if (from !== null && to !== null) view.path = [from, to];
  view.expanded = [...new Set(parts.getAll("expand"))].slice(0, MOST);
  for (const pin of parts.getAll("pin").slice(0, MOST)) {
    const found = /^(-?\d{1,7}),(-?\d{1,7}),(.+)$/s.exec(pin);
    if (found?.[3] !== undefined) view.pinned.set(found[3], [Number(found[1]), Number(found[2])]);
  }
  view.groups = parts.get("colour") === "groups";
  return view;
}
