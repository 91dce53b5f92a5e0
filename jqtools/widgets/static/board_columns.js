// The four columns: their heads, their lists of boxes, their buttons; and, on a phone, which one is in sight.
function boardColumns(owner) {
  const parts = new Map();
  let chosen = null;
  const termHeads = new Map(TERMS.map((term) => [term, make("li", { class: "jq-term" }, termWords(term))]));
  for (const stage of STAGES) {
    const { name, question, add } = stageWords(stage);
    const [count, counted] = [make("span", { class: "jq-count" }), make("span", { class: "jq-count" })];
    const list = make("ul", {});
    const start = make("p", { class: "jq-start", hidden: true }, phrase("Start here. What will be different, and for whom? Then work backward: what must exist, what must you do, what do you need?"));
    const adder = make("button", { type: "button", class: "jq-button jq-add", onclick: () => owner.add(stage) }, add);
    const element = make("section", { class: `jq-column jq-column-${stage}`, "aria-label": name }, make("h3", {}, name, count), make("p", { class: "jq-hint" }, question), make("div", {}, list, stage === "outcome" ? start : null, adder));
    const tab = make("button", { type: "button", class: `jq-tab jq-tab-${stage}`, onclick: () => pick(stage) }, name, counted);
    parts.set(stage, { count, counted, list, start, adder, element, tab });
  }
  const tabs = make("div", { class: "jq-tabs", role: "group", "aria-label": phrase("Column to show") }, ...[...parts.values()].map((part) => part.tab));
  const pick = (stage) => {
    chosen = stage;
    turn(stage);
    owner.fit();
  };
  const turn = (stage) =>
    parts.forEach((part, key) => {
      part.element.classList.toggle("jq-shown", key === stage);
      part.tab.setAttribute("aria-pressed", String(key === stage));
    });
  // Boxes are put where they belong one by one: what stands right already is not touched.
  const fill = (list, wanted) => {
    const focused = document.activeElement;
    [...list.children].forEach((child) => wanted.includes(child) || child.remove());
    wanted.forEach((child, place) => list.children[place] === child || list.insertBefore(child, list.children[place] || null));
    if (list.contains(focused) && document.activeElement !== focused) focused.focus({ preventScroll: true });
  };
  const draw = (nodes, boxes) => {
    parts.forEach((part, stage) => {
      const column = columnOf(nodes, stage);
      const terms = new Set();
      const headed = (id) => {
        const term = nodes.items[id].term || null;
        if (stage !== "outcome" || terms.has(term)) return [boxes.get(id).element];
        terms.add(term);
        return [termHeads.get(term), boxes.get(id).element];
      };
      fill(part.list, column.flatMap(headed));
      for (const count of [part.count, part.counted]) {
        if (count.firstChild && count.firstChild.textContent === String(column.length)) continue;
        count.replaceChildren(String(column.length), make("span", { class: "jq-sr" }, " ", phrases("box", "boxes", column.length)));
      }
    });
    const empty = !nodes.order.length;
    parts.get("outcome").start.hidden = !empty;
    parts.get("outcome").adder.classList.toggle("jq-button-main", empty);
    turn(chosen || (empty ? "outcome" : "input"));
  };
  const elements = [...parts.values()].map((part) => part.element);
  return { tabs, elements, draw, pick, adder: (stage) => parts.get(stage).adder };
}
