/** The filters of the page as the query that the service understands, and back.
 *
 *  A box with data-usual is one that the service shows where nothing is asked. */

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
