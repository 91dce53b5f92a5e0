// A piece of text that the workbook works out, as markup in which all words are escaped. Drawn anew, its folds stay as the person
// left them, and who was at a link or a fold in it still is. A fold is known by `data-fold`, else by its words without
// numbers, and by how many of the same name come before it.
const foldName = (fold) => fold.dataset.fold || (fold.querySelector("summary") || fold).textContent.replace(/[\d.,]+/g, "");

// The markup as elements. Whatever could act by itself is taken out, although the workbook never sends it.
function harmless(markup) {
  const { body } = new DOMParser().parseFromString(markup, "text/html");
  body.querySelectorAll("script, iframe, object, embed, form, base, link, meta").forEach((element) => element.remove());
  for (const element of body.querySelectorAll("*")) {
    const acts = ({ name, value }) => name.startsWith("on") || /^\s*(javascript|data):/i.test(value);
    [...element.attributes].filter(acts).forEach(({ name }) => element.removeAttribute(name));
  }
  return [...body.childNodes];
}

// Each of the elements under a name of its own.
function named(elements, name) {
  const found = new Map();
  elements.forEach((element) => {
    const same = [...found.keys()].filter((key) => key.startsWith(`${name(element)}\n`)).length;
    found.set(`${name(element)}\n${same}`, element);
  });
  return found;
}
const foldsOf = (root) => named([...root.querySelectorAll("details")], foldName);
const stopsOf = (root) =>
  named([...root.querySelectorAll("a[href], summary, [tabindex]")], (stop) => (stop.tagName === "SUMMARY" ? foldName(stop.parentElement) : stop.getAttribute("href") || stop.getAttribute("aria-label")));

function render({ model, el }) {
  const root = make("div", {});
  const draw = () => {
    const open = new Map([...foldsOf(root)].map(([name, fold]) => [name, fold.open]));
    const [held] = [...stopsOf(root)].find(([, stop]) => stop === document.activeElement) || [];
    root.replaceChildren(...harmless(model.get("value")));
    foldsOf(root).forEach((fold, name) => open.has(name) && (fold.open = open.get(name)));
    const again = held && stopsOf(root).get(held);
    if (again) again.focus({ preventScroll: true });
  };
  el.append(root);
  draw();
  return heed(model, { "change:value": draw });
}
export default { render };
