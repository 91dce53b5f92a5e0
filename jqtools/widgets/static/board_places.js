// Which box's lines stand out: the one under the pointer, else the one with the focus, else the open one.
function watchLight(canvas, view, lines) {
  let under = null;
  const idOf = (element) => (element && element.closest ? (element.closest(".jq-box") || {}).id : null) || null;
  const light = () => lines.light(under || (canvas.contains(document.activeElement) && idOf(document.activeElement)) || view.panel.id);
  canvas.addEventListener("pointerover", (event) => ((under = idOf(event.target)), light()));
  canvas.addEventListener("pointerleave", () => ((under = null), light()));
  canvas.addEventListener("focusin", light);
  canvas.addEventListener("focusout", () => setTimeout(light));
  return light;
}

// Go where the address or a link of the page leads, when that is a box or a link of the board. It may come later
// than the address; what a person does meanwhile ends the waiting.
function boardPlaces(model, reach) {
  let awaited = location.hash.slice(1);
  const go = () => {
    const { nodes, links } = model.get("value");
    const link = links.items[awaited];
    const id = link ? link.source : awaited;
    if (!awaited || !nodes.items[id]) return;
    const key = link && awaited;
    awaited = "";
    setTimeout(() => model.get("value").nodes.items[id] && reach(id, key), 60);
  };
  const await_ = (place) => ((awaited = place), go());
  const named = () => await_(location.hash.slice(1));
  const clicked = (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) await_(link.hash.slice(1));
  };
  const busy = () => (awaited = "");
  const heard = [[window, "hashchange", named], [document, "click", clicked], [window, "keydown", busy], [window, "pointerdown", busy]];
  heard.forEach(([target, name, act]) => target.addEventListener(name, act));
  return { go, leave: () => heard.forEach(([target, name, act]) => target.removeEventListener(name, act)) };
}
