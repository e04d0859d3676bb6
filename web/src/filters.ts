/** The filters of the page as the query that the service understands, and back.
 *
 *  A box with data-usual is one that the service shows where nothing is asked. */

import { find, h } from "./dom.ts";
import { kindGlyph, relationGlyph } from "./glyphs.ts";
import { type Claim, idOf } from "./rest.ts";
import { dateSlider } from "./slider.ts";

const PATH_FILTERS = ["kind", "published_from", "published_until", "exclude_publisher", "exclude_speaker", "min_articles"];

/** The filters that an address asks for. */
export function queryAt(search: string): URLSearchParams {
  const query = new URLSearchParams(search);
  query.delete("format");
  return query;
}

/** The same filters as /paths understands them. */
export function pathQuery(query: URLSearchParams): URLSearchParams {
  const parameters = new URLSearchParams(query.getAll("relation").map((name) => ["relation", name]));
  for (const [name, value] of query) {
    const there = { from: "published_from", until: "published_until" }[name] ?? name;
    if (PATH_FILTERS.includes(there)) parameters.append(there, value);
  }
  return parameters;
}

/** Whether the filters of dates, publishers and speakers let a claim through. */
export function letsThrough(query: URLSearchParams, { article, speaker }: Claim): boolean {
  const published = article.published ?? "";
  const [from, until] = [query.get("from"), query.get("until")];
  if (from !== null && (published === "" || published < from)) return false;
  if (until !== null && (published === "" || published.slice(0, until.length) > until)) return false;
  if (query.getAll("exclude_publisher").includes(article.publisher ?? "")) return false;
  const known = speaker.actor === null ? [] : [speaker.actor.name, speaker.actor.iri, idOf(speaker.actor)];
  return !query.getAll("exclude_speaker").some((each) => known.includes(each));
}

/** The query of a form's filters, without what is usual anyway; null where nothing could be shown. */
export function queryOf(form: HTMLFormElement): URLSearchParams | null {
  const query = new URLSearchParams();
  for (const name of ["relation", "kind"]) {
    const boxes = [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
    if (boxes.length === 0) continue;
    const chosen = boxes.filter((box) => box.checked);
    if (chosen.length === 0) return null;
    if (boxes.some((box) => box.checked !== ("usual" in box.dataset))) {
      for (const box of chosen) query.append(name, box.value);
    }
  }
  for (const input of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-filter]")) {
    const value = input.value.trim();
    if (value !== "" && value !== input.dataset["usual"]) query.set(input.name, value);
  }
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name^="exclude_"]')) {
    if (box.checked) query.append(box.name, box.value);
  }
  return query;
}

/** Let a form's filters show a query, those that it does not name as usual. */
export function showQuery(form: HTMLFormElement, query: URLSearchParams): void {
  for (const box of form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) {
    box.checked = query.has(box.name) ? query.has(box.name, box.value) : "usual" in box.dataset;
  }
  for (const input of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-filter]")) {
    input.value = query.get(input.name) ?? input.dataset["usual"] ?? "";
  }
}

export interface Choosing {
  chosen(query: URLSearchParams): void;
  /** Nothing could be shown, and why. */
  refused(why: string): void;
}

/** The form of filters beside a drawing, with the key to its colours and a slider for dates. */
export class Filters {
  readonly element: HTMLElement;
  private readonly form: HTMLFormElement;
  private readonly choosing: Choosing;
  private days: readonly string[] = [];
  private slider: HTMLElement | null = null;

  constructor(form: HTMLFormElement, choosing: Choosing) {
    this.form = form;
    this.choosing = choosing;
    const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name="relation"]')) box.after(relationGlyph(box.value, scheme));
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name="kind"]')) box.after(kindGlyph(box.value, scheme));
    find(".net-key", HTMLElement, form).prepend(relationGlyph("", scheme, true));
    find(".net-key", HTMLElement, form).hidden = false;
    find(".send", HTMLElement, form).hidden = true;
    form.addEventListener("submit", (event) => { event.preventDefault(); });
    form.addEventListener("change", () => { this.changed(); });
    const wide = matchMedia("(min-width: 60rem)").matches;
    this.element = h("details", { class: "net-filters", open: wide }, h("summary", {}, "Filters and key"), form);
  }

  /** Show these filters, without asking for them. */
  show(query: URLSearchParams): void {
    showQuery(this.form, query);
    this.addSlider(this.days);
  }

  /** A slider over these days in place of the fields for dates, where they leave something to choose. */
  addSlider(days: readonly string[]): void {
    this.days = days;
    const [from, until] = ["from", "until"].map((name) => find(`input[name="${name}"]`, HTMLInputElement, this.form));
    if (!from || !until) return;
    const slider = dateSlider(days, from, until, () => { this.changed(); });
    if (slider === null) return;
    const fields = find(".net-dates", HTMLElement, this.form);
    fields.querySelectorAll("label").forEach((label) => { label.hidden = true; });
    this.slider?.remove();
    this.slider = slider;
    fields.append(slider);
  }

  private changed(): void {
    const query = queryOf(this.form);
    if (query === null) this.choosing.refused("Choose at least one relation and one kind.");
    else if (this.form.reportValidity()) this.choosing.chosen(query);
  }
}
