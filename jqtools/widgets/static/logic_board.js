// The logic model as a board of four columns, edited in place, with links drawn as arrows.
// `value` is the plan's `logic`: {nodes: {order, items}, links: {order, items}}.
const STAGES = [
  ["input", "Inputs", "What will you put in?"],
  ["activity", "Activities", "What will you do?"],
  ["output", "Outputs", "What will exist or be counted because you did it?"],
  ["outcome", "Outcomes", "What will be different, and for whom?"],
];
const TERMS = [["short", "Short term"], ["medium", "Medium term"], ["long", "Long term"], [null, "When? Not said yet"]];
const AN = { input: "an input", activity: "an activity", output: "an output", outcome: "an outcome" };
const SVG = "http://www.w3.org/2000/svg";
const drawn = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};
const rank = (term) => TERMS.findIndex(([key]) => key === (term || null));

function box(id, owner) {
  const { model } = owner;
  const node = () => model.get("value").nodes.items[id];
  const stage = node().stage;
  const ids = { text: uid() };
  const words = textControl({ type: "long", name: "text", rows: 1 }, { control: ids.text }, (text) => owner.set(id, "text", text));
  words.control.classList.add("jq-box-text");
  const label = make("label", { class: "jq-sr", for: ids.text });
  const details = fieldSet(model.get("forms")[stage] || [], () => model.get("choices"), node, (name, entry) => owner.set(id, name, entry));
  const count = make("span", {});
  const targetsShown = make("p", { class: "jq-targets" });
  const name = () => make("span", { class: "jq-sr box-name" });
  const [ahead, back] = ["leads_to", "feeds_back"].map((kind) => linkGroup(id, kind, owner));
  const backCount = make("span", {});
  const backs = make("details", { class: "jq-back" }, make("summary", {}, backCount, name()), make("fieldset", {}, make("legend", { class: "jq-sr" }, "Feeds back into", name()), back.element));
  const leads = make("details", { class: "jq-leads" }, make("summary", {}, count, name()), make("fieldset", {}, make("legend", { class: "jq-sr" }, "Leads to", name()), ahead.element), backs);
  const foundCount = make("summary", {});
  const foundList = make("div", {});
  const found = make("details", { class: "jq-found" }, foundCount, foundList);
  const button = (text, act, css) =>
    make("button", { type: "button", class: `jq-link ${css || ""}`, onclick: act }, text, make("span", { class: "jq-sr box-name" }));
  const more = make(
    "details",
    { class: "jq-more" },
    make("summary", {}, "Details", name()),
    details.element,
    make("div", { class: "jq-actions" }, button("Move up", () => owner.move(id, -1)), button("Move down", () => owner.move(id, 1)), button("Remove", () => owner.remove(id), "jq-remove")),
  );
  const element = make("li", { class: `jq-box jq-box-${stage}`, id }, label, words.control, targetsShown, leads, more, found);
  [leads, backs, more, found].forEach((part) => part.addEventListener("toggle", owner.lines));
  // The boxes on offer are listed before the part opens, so that the Tab key finds them at once.
  for (const [part, group] of [[leads, ahead], [backs, back]]) {
    part.firstChild.addEventListener("click", () => group.show(true));
    part.addEventListener("toggle", () => part.open && group.show(true));
  }
  const show = (place) => {
    const { nodes } = model.get("value");
    label.textContent = `${capital(stage)} ${place}`;
    words.show(node().text, () => {});
    details.show();
    const [on, feeding] = [ahead.show(leads.open), back.show(backs.open)];
    element.querySelectorAll(".box-name").forEach((span) => (span.textContent = ` ${stage} ${place}`));
    leads.hidden = !on.targets.length && !feeding.targets.length;
    backs.hidden = !feeding.targets.length;
    const counted = [on.targets.length && `leads to ${on.linked.length} of ${on.targets.length}`, (feeding.linked.length || !on.targets.length) && `feeds back into ${feeding.linked.length}`];
    count.textContent = capital(counted.filter(Boolean).join(", "));
    backCount.textContent = `Feeds back into ${feeding.linked.length} of ${feeding.targets.length}`;
    const said = (arrow) => (link) => make("span", {}, `${arrow} ${nodes.items[link.target].text || NO_WORDS}`);
    targetsShown.replaceChildren(...on.linked.map(said("→")), ...feeding.linked.map(said("Back to:")));
  };
  const annotate = () => {
    const { nodes, links } = model.get("value");
    const all = model.get("findings");
    const ofLink = (key) => (all[key] || []).map((each) => ({ ...each, about: `${WAYS[wayOf(links.items[key])]} “${(nodes.items[links.items[key].target] || {}).text || NO_WORDS}”` }));
    const findings = [...(all[id] || []), ...links.order.filter((key) => links.items[key].source === id).flatMap(ofLink)];
    found.hidden = !findings.length;
    foundCount.textContent = findingCount(findings);
    foundList.replaceChildren(...[findingList(findings)].filter(Boolean));
  };
  const left = arrive(element);
  const leave = () => [left, ahead.leave, back.leave].forEach((end) => end());
  return { element, show, annotate, leave, focus: () => words.control.focus() };
}

function render({ model, el }) {
  const boxes = new Map();
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const svg = drawn("svg", { class: "jq-lines", "aria-hidden": "true" });
  const lists = {};
  const heads = {};
  let own = false;
  const commit = (value, said) => {
    own = true;
    typed(model, value);
    own = false;
    if (said) live.textContent = said;
  };
  const edit = (change, said) => {
    const value = clone(model.get("value"));
    change(value);
    commit(value, said);
    draw();
  };
  const owner = {
    model,
    lines: () => requestAnimationFrame(lines),
    set: (id, name, entry) => {
      const value = clone(model.get("value"));
      put(value.nodes.items[id], name, entry);
      commit(value, "");
      if (name === "term") draw();
      else showAll(id);
      lines();
    },
    link: (source, target, kind, on) =>
      edit(({ links }) => {
        const old = links.order.filter((key) => links.items[key].source === source && links.items[key].target === target && wayOf(links.items[key]) === kind);
        if (on && !old.length) {
          const id = newId("li");
          links.order.push(id);
          links.items[id] = { source, target, kind, because: "" };
        } else if (!on) {
          links.order = links.order.filter((key) => !old.includes(key));
          old.forEach((key) => delete links.items[key]);
        }
      }, on ? "Link added. You can say why." : "Link removed."),
    setLink: (key, name, entry) => {
      const value = clone(model.get("value"));
      put(value.links.items[key], name, entry);
      commit(value, "");
      showAll();
      lines();
      if (name !== "kind") return;
      // The link stands in the other list now: follow it there.
      const row = root.querySelector(`#${CSS.escape(key)}`);
      for (let part = row; part && part !== root; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
      if (row) row.querySelector("input").focus();
    },
    remove: async (id) => {
      const { text, stage } = model.get("value").nodes.items[id];
      if (text && !(await ask(`Remove “${text}” and its links?`, "Remove"))) return;
      edit(({ nodes, links }) => {
        nodes.order = nodes.order.filter((key) => key !== id);
        delete nodes.items[id];
        links.order.filter((key) => [links.items[key].source, links.items[key].target].includes(id)).forEach((key) => delete links.items[key]);
        links.order = links.order.filter((key) => links.items[key]);
      }, "Removed. Undo brings it back while you stay on this page.");
      adders[stage].focus();
    },
    move: (id, step) => {
      const { nodes } = model.get("value");
      const column = columnOf(nodes, nodes.items[id].stage).filter((key) => nodes.items[id].stage !== "outcome" || rank(nodes.items[key].term) === rank(nodes.items[id].term));
      const other = column[column.indexOf(id) + step];
      if (!other) {
        live.textContent = step < 0 ? "Already first." : "Already last.";
        return;
      }
      const focused = document.activeElement;
      edit((value) => {
        const { order } = value.nodes;
        const [a, b] = [order.indexOf(id), order.indexOf(other)];
        [order[a], order[b]] = [order[b], order[a]];
      }, step < 0 ? "Moved up." : "Moved down.");
      focused.focus();
    },
  };
  const columnOf = (nodes, stage) => {
    const column = nodes.order.filter((id) => nodes.items[id].stage === stage);
    return stage === "outcome" ? column.map((id, place) => [id, place]).sort((a, b) => rank(nodes.items[a[0]].term) - rank(nodes.items[b[0]].term) || a[1] - b[1]).map(([id]) => id) : column;
  };
  const add = (stage) => {
    const id = newId("no");
    edit(({ nodes }) => {
      nodes.order.push(id);
      nodes.items[id] = { stage, text: "" };
    }, `${capital(stage)} added.`);
    boxes.get(id).focus();
  };
  const adders = {};
  const columns = STAGES.map(([stage, name, question]) => {
    lists[stage] = make("ul", {});
    heads[stage] = make("span", { class: "jq-count" });
    adders[stage] = make("button", { type: "button", class: "jq-button jq-add", onclick: () => add(stage) }, `Add ${AN[stage]}`);
    return make("section", { class: `jq-column jq-column-${stage}`, "aria-label": name }, make("h3", {}, name, heads[stage]), make("p", { class: "jq-hint" }, question), lists[stage], adders[stage]);
  });
  const showAll = () => {
    const { nodes } = model.get("value");
    for (const [stage] of STAGES) columnOf(nodes, stage).forEach((id, place) => boxes.get(id).show(place + 1));
  };
  const termHeads = new Map();
  const termHead = (term) => {
    if (!termHeads.has(term)) termHeads.set(term, make("li", { class: "jq-term" }, TERMS.find(([key]) => key === term)[1]));
    return termHeads.get(term);
  };
  function draw() {
    const { nodes } = model.get("value");
    for (const [id, each] of boxes) {
      if (nodes.items[id]) continue;
      each.leave();
      each.element.remove();
      boxes.delete(id);
    }
    for (const [stage] of STAGES) {
      const wanted = [];
      const column = columnOf(nodes, stage);
      let term;
      for (const id of column) {
        if (!boxes.has(id)) boxes.set(id, box(id, owner));
        const now = nodes.items[id].term || null;
        if (stage === "outcome" && now !== term) wanted.push(termHead((term = now)));
        wanted.push(boxes.get(id).element);
      }
      if ([...lists[stage].children].some((child, place) => child !== wanted[place]) || lists[stage].children.length !== wanted.length) {
        const focused = document.activeElement;
        lists[stage].replaceChildren(...wanted);
        if (lists[stage].contains(focused)) focused.focus();
      }
      heads[stage].replaceChildren(String(column.length), make("span", { class: "jq-sr" }, column.length === 1 ? " box" : " boxes"));
    }
    showAll();
    annotate();
    requestAnimationFrame(lines);
  }
  function lines() {
    const frame = svg.parentElement.getBoundingClientRect();
    const stacked = columns[0].getBoundingClientRect().left === columns[1].getBoundingClientRect().left;
    svg.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
    svg.setAttribute("width", frame.width);
    svg.setAttribute("height", frame.height);
    const { links } = model.get("value");
    const all = links.order.map((key) => links.items[key]).filter((link) => boxes.has(link.source) && boxes.has(link.target));
    const rect = (id) => boxes.get(id).element.getBoundingClientRect();
    const ports = (some, end, other) => {
      const found = {};
      some.forEach((link) => (found[link[end]] = [...(found[link[end]] || []), link]));
      Object.values(found).forEach((list) => list.sort((a, b) => rect(a[other]).top - rect(b[other]).top));
      return (link) => {
        const list = found[link[end]];
        const r = rect(link[end]);
        const span = Math.min(r.height - 16, 12 * (list.length - 1));
        return r.top - frame.top + r.height / 2 + (list.length > 1 ? (list.indexOf(link) / (list.length - 1) - 0.5) * span : 0);
      };
    };
    // What leads on leaves a box at its right; what feeds back leaves at its left, unless both stand in one column.
    const inColumn = (link) => rect(link.source).left === rect(link.target).left;
    const turned = (link) => rect(link.target).left < rect(link.source).left;
    const [onward, backward] = [all.filter((link) => !turned(link)), all.filter(turned)];
    const [leave, enter] = [ports(onward, "source", "target"), ports(onward, "target", "source")];
    const [leaveBack, enterBack] = [ports(backward, "source", "target"), ports(backward, "target", "source")];
    const path = (link) => {
      const [a, b] = [rect(link.source), rect(link.target)];
      const x1 = (turned(link) ? a.left : a.right) - frame.left;
      const [y1, y2] = turned(link) ? [leaveBack(link) + 6, enterBack(link) + 6] : [leave(link), enter(link)];
      if (inColumn(link)) {
        const x = b.right - frame.left;
        return `M${x1},${y1} C${x1 + 34},${y1} ${x + 34},${y2} ${x + 3},${y2}`;
      }
      const x2 = turned(link) ? b.right - frame.left + 3 : b.left - frame.left - 3;
      const bend = (x2 - x1) / 2;
      return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
    };
    const css = (link) => (wayOf(link) === "feeds_back" ? "jq-line jq-line-back" : "jq-line");
    const head = drawn("marker", { id: "jq-head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: "auto" }, drawn("path", { d: "M0,0.5L8,4L0,7.5z" }));
    svg.replaceChildren(
      drawn("defs", {}, head),
      ...(stacked ? [] : all.flatMap((link) => [drawn("path", { class: "jq-line-case", d: path(link) }), drawn("path", { class: css(link), d: path(link), "marker-end": "url(#jq-head)" })])),
    );
  }
  const annotate = () => (boxes.forEach((each) => each.annotate()), requestAnimationFrame(lines));
  const root = make("div", { class: "jq jq-board" }, make("div", { class: "jq-board-wrap" }, svg, make("div", { class: "jq-columns" }, ...columns)), live);
  root.id = model.get("place");
  el.append(root);
  const follow = () => own || draw();
  model.on("change:value change:choices", follow);
  model.on("change:findings", annotate);
  const watch = new ResizeObserver(() => lines());
  watch.observe(root);
  draw();
  const leave = arrive(root);
  return () => {
    leave();
    watch.disconnect();
    boxes.forEach((each) => each.leave());
    model.off("change:value change:choices", follow);
    model.off("change:findings", annotate);
  };
}
export default { render };
