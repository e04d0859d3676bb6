/** The tools above the drawing. */

import { find, h } from "./dom.ts";

export interface Tools {
  choose(name: string): void;
  path(from: string, to: string): void;
  fit(): void;
  zoom(factor: number): void;
  arrange(): void;
  groups(on: boolean): void;
  svg(): void;
  png(): void;
  link(): void;
}

export interface Toolbar {
  element: HTMLElement;
  /** Names to offer where an actor is asked for. */
  offer(names: readonly string[]): void;
  /** Ask for the other end of a path. */
  pathFrom(name: string): void;
  pathShown(from: string, to: string): void;
  groupsShown(on: boolean): void;
  linkCopied(): void;
}

export function toolbar(tools: Tools): Toolbar {
  const names = h("datalist", { id: "net-names" });
  const named = (label: string): HTMLInputElement =>
    h("input", { type: "search", list: "net-names", "aria-label": label, placeholder: label, autocomplete: "off" });
  const button = (label: string, click: () => void, about?: string): HTMLButtonElement =>
    h("button", { type: "button", click, title: about, "aria-label": about ? `${label}: ${about}` : undefined }, label);

  const search = named("Find an actor");
  const finder = h("form", { class: "net-find", role: "search", "aria-label": "In this drawing" }, search, names);
  const choose = (): void => { tools.choose(search.value); };
  finder.addEventListener("submit", (event) => { event.preventDefault(); choose(); });
  search.addEventListener("change", choose);

  const [from, to] = [named("From actor"), named("To actor")];
  const path = h("form", { class: "net-pathfinder", "aria-label": "Chain between two actors" },
    from, to, h("button", {}, "Find chain"));
  path.addEventListener("submit", (event) => {
    event.preventDefault();
    if (from.value.trim() !== "" && to.value.trim() !== "") tools.path(from.value.trim(), to.value.trim());
  });
  const between = h("details", { class: "net-menu" }, h("summary", {}, "Chain between two"), path);

  const groups = h("button", { type: "button", "aria-pressed": "false", click: () => {
    tools.groups(groups.getAttribute("aria-pressed") !== "true");
  } }, "Groups");
  const link = button("Copy link", () => { tools.link(); });
  const saves = h("details", { class: "net-menu" }, h("summary", {}, "Save picture"), h("div", { class: "net-saves" },
    button("SVG", () => { tools.svg(); saves.open = false; }),
    button("PNG", () => { tools.png(); saves.open = false; })));

  const element = h("div", { class: "net-tools", role: "toolbar", "aria-label": "Drawing" },
    finder, between, groups,
    h("span", { class: "net-zoom" },
      h("button", { type: "button", "aria-label": "Zoom in", click: () => { tools.zoom(1.5); } }, "+"),
      h("button", { type: "button", "aria-label": "Zoom out", click: () => { tools.zoom(1 / 1.5); } }, "−"),
      button("Fit", () => { tools.fit(); })),
    button("Arrange", () => { tools.arrange(); }),
    saves, link);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of element.querySelectorAll("details")) menu.open = false;
  });

  return {
    element,
    offer(offered) {
      names.replaceChildren(...[...new Set(offered)].sort((one, other) => one.localeCompare(other)).map((value) => h("option", { value })));
    },
    pathFrom(name) {
      between.open = true;
      from.value = name;
      find("input:last-of-type", HTMLInputElement, path).focus();
    },
    pathShown(one, other) {
      [from.value, to.value] = [one, other];
      between.open = false;
    },
    groupsShown(on) { groups.setAttribute("aria-pressed", String(on)); },
    linkCopied() {
      link.textContent = "Copied";
      setTimeout(() => { link.textContent = "Copy link"; }, 2000);
    },
  };
}
