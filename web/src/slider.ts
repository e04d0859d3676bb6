/** Two handles over the months in which articles were published, and above them how many edges were
 *  first reported in each. They fill in the form's own fields for dates. */

import { h } from "./dom.ts";
import { day } from "./words.ts";

const BARS = 48;

/** Months as numbers: "2019-09" and "2019-09-18" are 2019 * 12 + 8; null for what is no date. */
export function monthNumber(date: string | null): number | null {
  const found = /^(\d{4})(?:-(\d{2}))?/.exec(date ?? "");
  return found === null ? null : Number(found[1]) * 12 + Number(found[2] ?? "1") - 1;
}

export function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** The slider for these days, or null where they leave nothing to choose. */
export function dateSlider(
  days: readonly string[], from: HTMLInputElement, until: HTMLInputElement, changed: () => void,
): HTMLElement | null {
  const months = days.map(monthNumber).filter((month): month is number => month !== null);
  const least = months.reduce((one, other) => Math.min(one, other), Infinity);
  const most = months.reduce((one, other) => Math.max(one, other), -Infinity);
  if (!(least < most)) return null;
  const bars = Math.min(BARS, most - least + 1);
  const counts = new Array<number>(bars).fill(0);
  const bar = (month: number): number => Math.min(bars - 1, Math.floor(((month - least) / (most - least + 1)) * bars));
  for (const month of months) counts[bar(month)] = (counts[bar(month)] ?? 0) + 1;
  const highest = Math.max(...counts);

  const chart = h("div", { class: "net-months", "aria-hidden": "true" }, ...counts.map((count) => {
    const column = h("i");
    column.style.height = `${count === 0 ? 0 : 12 + (88 * count) / highest}%`;
    return column;
  }));
  const handle = (label: string, value: number): HTMLInputElement =>
    h("input", { type: "range", min: least, max: most, step: 1, value, "aria-label": label });
  const low = handle("Published from", Math.max(least, monthNumber(from.value) ?? least));
  const high = handle("Published until", Math.min(most, monthNumber(until.value) ?? most));
  const output = h("output", { class: "net-range" });

  const show = (): void => {
    const [first, last] = [Number(low.value), Number(high.value)];
    output.textContent = first === least && last === most ? "All dates" : `${day(monthText(first))} to ${day(monthText(last))}`;
    low.setAttribute("aria-valuetext", day(monthText(first)));
    high.setAttribute("aria-valuetext", day(monthText(last)));
    [...chart.children].forEach((column, index) => {
      column.classList.toggle("out", index < bar(first) || index > bar(last));
    });
  };
  const moved = (event: Event): void => {
    if (Number(low.value) > Number(high.value)) {
      if (event.target === low) low.value = high.value;
      else high.value = low.value;
    }
    show();
  };
  const settled = (): void => {
    from.value = Number(low.value) === least ? "" : monthText(Number(low.value));
    until.value = Number(high.value) === most ? "" : monthText(Number(high.value));
    changed();
  };
  for (const each of [low, high]) {
    each.addEventListener("input", moved);
    each.addEventListener("change", (event) => {
      moved(event);
      settled();
      event.stopPropagation();
    });
  }
  show();
  return h("div", { class: "net-slider" }, chart, h("div", { class: "net-handles" }, low, high), output);
}
