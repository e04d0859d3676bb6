// An article: pointing at a quote lights its claims, pointing at a claim lights its quote.
const parts = [...document.querySelectorAll("[data-claims]")];

function light(event) {
  const part = event.target instanceof Element ? event.target.closest("[data-claims]") : null;
  const wanted = new Set(part ? part.dataset.claims.split(" ") : []);
  for (const each of parts) {
    each.classList.toggle("lit", each.dataset.claims.split(" ").some((claim) => wanted.has(claim)));
  }
}

document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
