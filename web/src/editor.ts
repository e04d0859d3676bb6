/** The SPARQL editor: YASGUI over this service alone, with the vocabulary for completion. */

import "@zazuko/yasgui/build/yasgui.min.css";
import "./editor.css";

import Yasgui from "@zazuko/yasgui";

import { find, h } from "./dom.ts";
import { networkPlugin } from "./networkPlugin.ts";
import { placeOf } from "./places.ts";
import { read } from "./rest.ts";

interface Vocabulary {
  terms: { iri: string; types: string[] }[];
}

const place = find("#editor", HTMLElement);
const root = place.dataset["root"] ?? "/";
const base = place.dataset["base"] ?? "";
const prefixes = JSON.parse(place.dataset["prefixes"] ?? "{}") as Record<string, string>;
const href = (iri: string): string | null => placeOf(iri, base, root);
const example = find("#query", HTMLTextAreaElement).value;

let vocabulary: Promise<Vocabulary> | null = null;

/** Terms of the vocabulary that are of a kind, and begin as asked. */
async function terms(kind: RegExp, begin: string): Promise<string[]> {
  vocabulary ??= read<Vocabulary>(new URL(`${root}ontology?format=json`, location.href)).catch(() => ({ terms: [] }));
  const { terms: all } = await vocabulary;
  return all.filter(({ iri, types }) => iri.startsWith(begin) && types.some((type) => kind.test(type))).map(({ iri }) => iri);
}

function complete(): void {
  const { Yasqe } = Yasgui;
  const known = Yasqe.Autocompleters;
  for (const [name, kind] of [["class", /Class$/], ["property", /Property$|Relation$/]] as const) {
    const completer = known[name];
    if (completer) {
      known[name] = { ...completer, bulk: false, get: (_, token) => terms(kind, token?.autocompletionString ?? "") };
    }
  }
  const ours = known["prefixes"];
  if (ours) {
    known["prefixes"] = { ...ours, persistenceId: null, get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort() };
  }
}

/** Say what YASGUI leaves unsaid to those who hear the page. */
function nameParts(): void {
  for (const field of place.querySelectorAll(".CodeMirror textarea:not([aria-label])")) {
    field.setAttribute("aria-label", field.closest(".yasr") === null ? "Query" : "Answer");
  }
  for (const [part, name] of [[".tableSizer", "Page size"], [".tableFilter", "Filter the answer"]] as const) {
    for (const each of place.querySelectorAll(`${part}:not([aria-label])`)) each.setAttribute("aria-label", name);
  }
  for (const title of place.querySelectorAll(".yasr_results th .dt-column-title:empty")) title.textContent = "#"; // of rows
  for (const button of place.querySelectorAll(".tabsList button:not([role])")) { // a list of tabs holds tabs alone
    button.setAttribute("role", "tab");
    button.setAttribute("aria-selected", "false");
  }
}

/** Let IRIs in answers lead to their pages here. */
function linkAnswers(): void {
  new MutationObserver(() => {
    nameParts();
    for (const link of place.querySelectorAll<HTMLAnchorElement>(".yasr_results a.iri:not([data-linked])")) {
      link.dataset["linked"] = "";
      const here = href(link.getAttribute("href") ?? "");
      if (here === null) continue;
      link.setAttribute("href", here);
      link.removeAttribute("target");
    }
  }).observe(place, { childList: true, subtree: true });
}

function open(): Yasgui {
  complete();
  Yasgui.Yasqe.defaults.value = example;
  const { Yasr } = Yasgui;
  Yasr.registerPlugin("network", networkPlugin(href) as never, true);
  const box = h("div", { class: "editor" });
  place.replaceChildren(box);
  linkAnswers();
  return new Yasgui(box, {
    persistenceId: `onus ${root}`,
    copyEndpointOnNewTab: false,
    requestConfig: { endpoint: new URL(`${root}sparql`, location.href).href, method: "POST" },
    yasr: { prefixes, pluginOrder: ["network", "table", "boolean", "response"], defaultPlugin: "network" },
  });
}

const yasgui = open();

for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-query]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void read<{ title: string; sparql: string }>(new URL(`${link.href}?format=json`)).then(({ title, sparql }) => {
      yasgui.addTab(true, { name: title, yasqe: { value: sparql } }, { avoidDuplicateTabs: true });
      place.scrollIntoView({ block: "nearest" });
    });
  });
}
place.dataset["ready"] = "";
