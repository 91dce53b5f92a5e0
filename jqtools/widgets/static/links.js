// The links of one box: what it leads to, why and how sure; and what earlier box it feeds back into.
const WAYS = { leads_to: "Leads to", feeds_back: "Feeds back into" };
const wayOf = (link) => link.kind || "leads_to";
const NO_WORDS = "(no words yet)";

function targetsOf(nodes, id) {
  const node = nodes.items[id];
  const place = STAGES.findIndex(([stage]) => stage === node.stage);
  const next = STAGES[place + 1];
  return nodes.order.filter((other) => {
    const target = nodes.items[other];
    if (other === id) return false;
    if (node.stage === "outcome") {
      const both = node.term && target.term;
      return target.stage === "outcome" && (!both || rank(node.term) <= rank(target.term));
    }
    return next && target.stage === next[0];
  });
}

// The boxes before this one: of an earlier column, or outcomes due earlier.
function earlierOf(nodes, id) {
  const node = nodes.items[id];
  const place = (each) => STAGES.findIndex(([stage]) => stage === each.stage);
  const earlierTerm = (each) => node.stage === "outcome" && each.stage === "outcome" && each.term && node.term && rank(each.term) < rank(node.term);
  return nodes.order.filter((other) => place(nodes.items[other]) < place(node) || earlierTerm(nodes.items[other]));
}

// Why a link holds and how sure that is: made only for a link that is there.
function linkReason(link, set, model, opened) {
  const because = textControl({ type: "text", name: "because" }, { control: uid() }, (text) => set("because", text));
  because.control.placeholder = "because…";
  // A link always says one of the two; the reason stands above.
  const asked = model.get("forms").link.filter(({ name }) => name !== "because").map((spec) => ({ ...spec, required: spec.name === "kind" }));
  const more = fieldSet(asked, () => ({}), link, set);
  const name = make("span", { class: "jq-sr" });
  const sure = make("span", {});
  const details = make("details", { class: "jq-sure" }, make("summary", {}, sure, name), more.element);
  details.addEventListener("toggle", opened);
  const element = make("div", { class: "jq-why" }, because.control, details);
  const show = (text) => {
    const { because: words, strength, evidence } = link();
    name.textContent = `, ${text}`;
    because.control.setAttribute("aria-label", `Because: why ${text} follows`);
    because.show(words || "", () => {});
    more.show();
    const known = asked.find((each) => each.name === "strength").options.find(([value]) => value === strength);
    sure.textContent = known ? `${known[1].split(":")[0]}${evidence ? ", with evidence" : ""}` : "How sure, and evidence";
  };
  return { element, show };
}

// One box that another may lead to: a tick, and once ticked, the reason.
function linkRow(source, target, kind, owner) {
  const { model } = owner;
  const key = () => {
    const { links } = model.get("value");
    return links.order.find((each) => links.items[each].source === source && links.items[each].target === target && wayOf(links.items[each]) === kind);
  };
  const link = () => model.get("value").links.items[key()] || {};
  const set = (name, entry) => key() && owner.setLink(key(), name, entry);
  const check = make("input", { type: "checkbox" });
  check.addEventListener("change", () => owner.link(source, target, kind, check.checked));
  const words = make("span", {});
  const element = make("div", { class: "jq-link-row" }, make("label", { class: "jq-tick" }, check, words));
  let reason = null;
  const show = () => {
    const text = model.get("value").nodes.items[target].text || NO_WORDS;
    words.textContent = text;
    check.checked = Boolean(key());
    element.id = key() || "";
    if (key() && !reason) {
      reason = linkReason(link, set, model, owner.lines);
      element.append(reason.element);
    }
    if (!key() && reason) {
      reason.element.remove();
      reason = null;
    }
    if (reason) reason.show(text);
  };
  show();
  return { element, show, leave: arrive(element) };
}

// The boxes that a box may link to in one way. Those it does not link to are listed once `details` is open.
function linkGroup(id, kind, owner) {
  const rows = new Map();
  const ticks = make("div", { class: "jq-ticks" });
  const show = (open) => {
    const { nodes, links } = owner.model.get("value");
    const linked = links.order.map((key) => links.items[key]).filter((link) => link.source === id && wayOf(link) === kind && nodes.items[link.target]);
    const allowed = kind === "leads_to" ? targetsOf(nodes, id) : earlierOf(nodes, id);
    const targets = [...new Set([...allowed, ...linked.map((link) => link.target)])];
    const shown = targets.filter((target) => open || rows.has(target) || linked.some((link) => link.target === target));
    for (const [target, each] of rows) {
      if (shown.includes(target)) continue;
      each.leave();
      each.element.remove();
      rows.delete(target);
    }
    shown.forEach((target, place) => {
      if (!rows.has(target)) rows.set(target, linkRow(id, target, kind, owner));
      const row = rows.get(target);
      if (ticks.children[place] !== row.element) ticks.insertBefore(row.element, ticks.children[place] || null);
      row.show();
    });
    return { linked, targets };
  };
  return { element: ticks, show, leave: () => rows.forEach((each) => each.leave()) };
}
