// The links of one box: what it leads to, why and how sure; and what earlier box it feeds back into.
const MANY_TARGETS = 12;

// Why a link holds and how sure that is: made only for a link that is there.
function linkReason(link, set, model) {
  const id = uid();
  const because = textControl({ type: "long", name: "because", rows: 1 }, { control: id }, (text) => set("because", text));
  const about = make("span", { class: "jq-sr" });
  // A link always says one of the two; the reason stands above.
  const asked = model.get("forms").link.filter(({ name }) => name !== "because").map((spec) => ({ ...spec, required: spec.name === "kind" }));
  const more = fieldSet(asked, () => ({}), link, set);
  const name = make("span", { class: "jq-sr" });
  const sure = make("span", {});
  const details = make("details", { class: "jq-sure" }, make("summary", {}, sure, name), more.element);
  const element = make("div", { class: "jq-why" }, make("label", { for: id }, phrase("Because"), about), because.control, details);
  const show = (text) => {
    const { because: words, strength, evidence } = link();
    name.textContent = `, ${text}`;
    about.textContent = phrase(": why {text} follows", { text });
    because.show(words || "", () => {});
    more.show();
    const known = asked.find((each) => each.name === "strength").options.find(([value]) => value === strength);
    sure.textContent = known ? `${known[1].split(":")[0]}${evidence ? phrase(", with evidence") : ""}` : phrase("How sure, and evidence");
  };
  return { element, show };
}

// One box that another may lead to: a tick, and once ticked, the reason.
function linkRow(source, target, kind, owner) {
  const logic = () => owner.model.get("value");
  const key = () => linkBetween(logic(), source, target, kind);
  const link = () => logic().links.items[key()] || {};
  const set = (name, entry) => key() && owner.setLink(key(), name, entry);
  const check = make("input", { type: "checkbox" });
  check.addEventListener("change", () => owner.link(source, target, kind, check.checked));
  const words = make("span", {});
  const element = make("div", { class: "jq-link-row" }, make("label", { class: "jq-tick" }, check, words));
  let reason = null;
  const show = () => {
    const text = wordsOf(logic().nodes, target);
    words.textContent = text;
    check.checked = Boolean(key());
    element.id = key() || "";
    if (key() && !reason) {
      reason = linkReason(link, set, owner.model);
      element.append(reason.element);
    }
    if (!key() && reason) {
      reason.element.remove();
      reason = null;
    }
    if (reason) reason.show(text);
  };
  // What was ticked stays in sight, whatever is looked for.
  const match = (looked) => (element.hidden = !check.checked && !words.textContent.toLowerCase().includes(looked));
  return { element, show, match };
}

// Search among many boxes; what it finds is told, in numbers.
function targetSearch(owner, rows) {
  const id = uid();
  const control = make("input", { type: "search", id, class: "jq-input", autocomplete: "off" });
  const filter = () => {
    const looked = control.value.trim().toLowerCase();
    rows.forEach((row) => row.match(looked));
  };
  control.addEventListener("input", () => {
    filter();
    const left = [...rows.values()].filter((row) => !row.element.hidden).length;
    owner.say(phrase("{n} of {all} boxes shown.", { n: left, all: rows.size }));
  });
  const element = make("div", { class: "jq-find" }, make("label", { for: id }, phrase("Find a box")), control);
  return { element, filter };
}

// The boxes that a box may link to in one way.
function linkGroup(id, kind, owner) {
  const rows = new Map();
  const ticks = make("div", { class: "jq-ticks" });
  const search = targetSearch(owner, rows);
  const element = make("fieldset", {}, make("legend", { class: "jq-sr" }, wayWords(kind)), search.element, ticks);
  const show = () => {
    const { nodes, links } = owner.model.get("value");
    const linked = links.order.map((key) => links.items[key]).filter((link) => link.source === id && wayOf(link) === kind && nodes.items[link.target]);
    const allowed = kind === "leads_to" ? targetsOf(nodes, id) : earlierOf(nodes, id);
    const targets = [...new Set([...allowed, ...linked.map((link) => link.target)])];
    for (const [target, each] of rows) {
      if (targets.includes(target)) continue;
      each.element.remove();
      rows.delete(target);
    }
    targets.forEach((target, place) => {
      if (!rows.has(target)) rows.set(target, linkRow(id, target, kind, owner));
      const row = rows.get(target);
      if (ticks.children[place] !== row.element) ticks.insertBefore(row.element, ticks.children[place] || null);
      row.show();
    });
    search.element.hidden = targets.length <= MANY_TARGETS;
    search.filter();
    return { linked: linked.length, all: targets.length };
  };
  return { element, show };
}
