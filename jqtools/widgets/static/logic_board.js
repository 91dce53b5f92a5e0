// The logic model as a board of four columns: small boxes, links drawn as arrows, and one panel for the rest.
// `value` is the plan's `logic`: {nodes: {order, items}, links: {order, items}}.
const BOARD_WIDTH = { columns: 600, beside: 880 };

function boardView(model, root, canvas, live) {
  const boxes = new Map();
  const view = { boxes, own: false, width: 0 };
  const logic = () => model.get("value");
  const small = (most) => view.width > 0 && view.width < most;
  const lines = (view.lines = boardLines(boxes, logic, () => small(BOARD_WIDTH.columns)));
  view.fit = () => lines.later();
  const beside = () => Boolean(view.panel.id) && !small(BOARD_WIDTH.beside);
  // The box and, beside the board, the panel from its top on.
  view.sight = (id, block) => {
    boxes.get(id).element.scrollIntoView({ block, inline: "nearest" });
    if (beside()) view.panel.element.scrollIntoView({ block: "nearest" });
  };
  view.open = (id) => {
    // The board makes room before the panel takes the focus, or the page would go where the panel stood without room.
    root.classList.toggle("jq-board-beside", !small(BOARD_WIDTH.beside));
    view.panel.open(id, small(BOARD_WIDTH.beside));
    view.mark();
    view.panel.focus();
    view.sight(id, "nearest");
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
    boxes.forEach((each, id) => each.mark(id === view.panel.id, beside()));
    root.classList.toggle("jq-board-beside", beside());
    view.light();
    lines.later();
  };
  view.resize = () => {
    view.width = root.getBoundingClientRect().width || view.width;
    root.classList.toggle("jq-board-narrow", small(BOARD_WIDTH.columns));
    if (view.panel.turn(small(BOARD_WIDTH.beside))) view.mark();
    lines.later();
  };
  view.annotate = () => {
    boxes.forEach((each, id) => each.annotate(findingsOf(model, id)));
    if (view.panel.id) view.panel.annotate();
  };
  view.draw = () => {
    const { nodes } = logic();
    const gone = view.panel.id && !nodes.items[view.panel.id];
    const holds = ([id, { element }]) => !nodes.items[id] && [element, id === view.panel.id && view.panel.element].some((each) => each && each.contains(document.activeElement));
    const held = [...boxes].find(holds);
    if (gone) view.panel.close();
    for (const [id, each] of boxes) if (!nodes.items[id]) each.element.remove(), boxes.delete(id);
    nodes.order.forEach((id) => boxes.has(id) || boxes.set(id, box(id, view.owner)));
    view.columns.draw(nodes, boxes);
    const from = linksBySource(logic());
    for (const stage of STAGES) columnOf(nodes, stage).forEach((id, place) => boxes.get(id).show(place + 1, from[id] || [], nodes));
    if (gone || view.panel.id) view.mark();
    if (view.panel.id) view.panel.show();
    view.linking.show();
    if (held) view.columns.adder(held[1].stage).focus();
    lines.later();
  };
  view.owner = boardOwner(model, view, live);
  view.columns = boardColumns(view.owner);
  view.panel = boardPanel(view.owner, live);
  view.linking = linking(boxes, view.columns, view.owner);
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
    if (event.key !== "Escape" || event.target.tagName === "SELECT") return;
    if (view.linking.giveUp()) event.preventDefault();
    else if (view.panel.id) event.preventDefault(), view.close();
    else if (event.target.matches(".jq-box-text")) event.preventDefault(), view.owner.finish(event.target.closest(".jq-box").id);
  });
  el.append(root);
  const reach = (id, key) => {
    const { element } = view.boxes.get(id);
    element.dispatchEvent(new CustomEvent("jq-reveal", { bubbles: true }));
    view.columns.pick(view.owner.node(id).stage);
    view.open(id);
    if (key) view.panel.reach(key);
    const waits = [0, 300, 1000].map((wait) => setTimeout(() => view.boxes.has(id) && view.sight(id, "start"), wait));
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
