// The logic model as a board of four columns: small boxes, links drawn as arrows, and one panel for the rest.
// `value` is the plan's `logic`: {nodes: {order, items}, links: {order, items}}.
const BOARD_WIDTH = { columns: 600, beside: 820 };

// Changes that a person makes, each written to `model` and told; `view` draws what came of it.
function boardOwner(model, view, live) {
  const logic = () => model.get("value");
  const commit = (change) => {
    const value = clone(logic());
    change(value);
    view.own = true;
    typed(model, value);
    view.own = false;
    view.draw();
  };
  const owner = { model, node: (id) => logic().nodes.items[id], fit: view.fit, open: view.open, close: view.close };
  owner.say = (words) => (live.textContent = words);
  // A box or a link may be gone by the time that its last words come.
  owner.set = (id, name, entry) => owner.node(id) && commit(({ nodes }) => put(nodes.items[id], name, entry));
  owner.setLink = (key, name, entry) => {
    if (logic().links.items[key]) commit(({ links }) => put(links.items[key], name, entry));
    // A link of another kind stands in the other list now: follow it there.
    if (name === "kind") view.panel.reach(key);
  };
  owner.link = (source, target, kind, on) => {
    const { nodes } = logic();
    const there = linkBetween(logic(), source, target, kind);
    if (Boolean(there) === on) return on && owner.say(phrase("These two are linked already."));
    commit((value) => (on ? linkIn(value, source, target, kind) : unlinkIn(value, (link) => link.source === source && link.target === target && wayOf(link) === kind)));
    const texts = { source: shortened(wordsOf(nodes, source)), target: shortened(wordsOf(nodes, target)) };
    owner.say(on ? phrase("Linked: {source}, to: {target}. You can say why.", texts) : phrase("Link removed: {source}, to: {target}.", texts));
  };
  owner.add = (stage) => {
    const id = newId("no");
    view.columns.pick(stage);
    commit(({ nodes }) => {
      nodes.order.push(id);
      nodes.items[id] = { stage, text: "" };
    });
    owner.say(phrase("{kind} added.", { kind: capital(stage) }));
    view.boxes.get(id).focus();
  };
  owner.remove = async (id) => {
    const { text, stage } = owner.node(id);
    if (text && !(await ask(phrase("Remove “{text}” and its links?", { text }), phrase("Remove")))) return;
    if (!owner.node(id)) return;
    commit((value) => removeIn(value, id));
    owner.say(phrase("Removed. Undo brings it back."));
    view.columns.adder(stage).focus();
  };
  owner.place = (id, to) => {
    const group = neighborsOf(logic().nodes, id);
    if (group.indexOf(id) !== to) commit((value) => moveIn(value, id, to));
    owner.say(phrase("Moved to place {place} of {all}.", { place: to + 1, all: group.length }));
  };
  owner.move = (id, step) => {
    const group = neighborsOf(logic().nodes, id);
    const to = group.indexOf(id) + step;
    if (group[to]) owner.place(id, to);
    else owner.say(step < 0 ? phrase("Already first.") : phrase("Already last."));
  };
  return owner;
}

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

function boardView(model, root, canvas, live) {
  const boxes = new Map();
  const view = { boxes, own: false, width: 0 };
  const logic = () => model.get("value");
  const small = (most) => view.width > 0 && view.width < most;
  const lines = (view.lines = boardLines(boxes, logic, () => small(BOARD_WIDTH.columns)));
  view.fit = () => lines.later();
  view.open = (id) => {
    view.panel.open(id, small(BOARD_WIDTH.beside));
    view.mark();
    view.panel.focus();
    // The board makes room for the panel: the box stays in sight.
    boxes.get(id).element.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  view.close = () => {
    const { id } = view.panel;
    view.panel.close();
    view.mark();
    if (!boxes.has(id)) return;
    boxes.get(id).edit.focus();
    // The board takes the room of the panel back: the box stays in sight.
    boxes.get(id).element.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  view.mark = () => {
    boxes.forEach((each, id) => each.mark(id === view.panel.id));
    root.classList.toggle("jq-board-open", Boolean(view.panel.id));
    view.light();
    lines.later();
  };
  view.resize = () => {
    view.width = root.getBoundingClientRect().width || view.width;
    root.classList.toggle("jq-board-narrow", small(BOARD_WIDTH.columns));
    view.panel.turn(small(BOARD_WIDTH.beside));
    lines.later();
  };
  view.annotate = () => {
    boxes.forEach((each, id) => each.annotate(findingsOf(model, id)));
    if (view.panel.id) view.panel.annotate();
  };
  view.draw = () => {
    const { nodes } = logic();
    const gone = view.panel.id && !nodes.items[view.panel.id];
    const held = gone && view.panel.element.contains(document.activeElement);
    if (gone) view.panel.close();
    for (const [id, each] of boxes) if (!nodes.items[id]) each.element.remove(), boxes.delete(id);
    nodes.order.forEach((id) => boxes.has(id) || boxes.set(id, box(id, view.owner)));
    view.columns.draw(nodes, boxes);
    const from = linksBySource(logic());
    for (const [stage] of STAGES) columnOf(nodes, stage).forEach((id, place) => boxes.get(id).show(place + 1, from[id] || [], nodes));
    if (gone) view.mark();
    if (view.panel.id) view.panel.show();
    if (held) view.columns.adder("outcome").focus();
    lines.later();
  };
  view.owner = boardOwner(model, view, live);
  view.columns = boardColumns(view.owner);
  view.panel = boardPanel(view.owner, live);
  view.light = watchLight(canvas, view, lines);
  return view;
}

function render({ model, el }) {
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const canvas = make("div", { class: "jq-canvas" });
  const root = make("div", { class: "jq jq-board", id: model.get("place") }, live);
  const view = boardView(model, root, canvas, live);
  canvas.append(view.lines.svg, make("div", { class: "jq-columns" }, ...view.columns.elements));
  root.prepend(view.columns.tabs, make("div", { class: "jq-board-wrap" }, make("div", { class: "jq-board-scroll" }, canvas), view.panel.element));
  dragging(canvas, view.owner, view.lines);
  canvas.addEventListener("input", view.lines.later);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !view.panel.id || event.target.tagName === "SELECT") return;
    event.preventDefault();
    view.close();
  });
  el.append(root);
  const reach = (id, key) => {
    const { element } = view.boxes.get(id);
    element.dispatchEvent(new CustomEvent("jq-reveal", { bubbles: true }));
    view.columns.pick(view.owner.node(id).stage);
    view.open(id);
    if (key) view.panel.reach(key);
    const waits = [0, 300, 1000].map((wait) => setTimeout(() => element.scrollIntoView({ block: "start" }), wait));
    ["wheel", "keydown", "pointerdown"].forEach((act) => window.addEventListener(act, () => waits.forEach(clearTimeout), { once: true }));
  };
  const places = boardPlaces(model, reach);
  const followed = () => {
    if (!view.own) view.draw(), view.annotate();
    places.go();
  };
  model.on("change:value change:choices", followed);
  model.on("change:findings", view.annotate);
  const watch = new ResizeObserver(view.resize);
  [root, canvas].forEach((each) => watch.observe(each));
  followed();
  const leave = arrive(root);
  return () => {
    [leave, places.leave, () => watch.disconnect()].forEach((end) => end());
    model.off("change:value change:choices", followed);
    model.off("change:findings", view.annotate);
  };
}
export default { render };
