// Many fields of one record: all of them with their parts, and lists of small records inside a record.
const isFilled = (value) =>
  value !== null && value !== undefined && value !== false && (Array.isArray(value) ? value.length : value.order ? value.order.length : String(value).trim() !== "");

// Where a card gets more than its fields: by the name that a list gives as its `aside`.
const cardAsides = {};

// The fields of one record; asks a field only while its `when` holds. A field with `part` begins a part that folds.
// `between` stands after the fields that do not fold.
function fieldSet(specs, choices, record, change, told = () => {}, between = null) {
  const tell = () => (parts.forEach((part) => part.sum()), told());
  const fields = specs.map((spec) => field(spec, choices, (name, value) => change(name, value), tell));
  const parts = [];
  const first = make("div", { class: "jq-fields" });
  let into = first;
  for (const each of fields) {
    if (each.spec.part) {
      parts.push(fieldPart(each.spec.part, record));
      into = parts.at(-1).body;
    }
    if (parts.length) parts.at(-1).fields.push(each);
    into.append(each.element);
  }
  const show = () => {
    const now = record();
    for (const each of fields) {
      const { when, name } = each.spec;
      each.element.hidden = Boolean(when) && !when.is.includes(at(now, when.field));
      each.show(at(now, name));
    }
    parts.forEach((part) => part.sum());
  };
  const wrong = () => fields.reduce((sum, each) => sum + each.wrong(), 0);
  const folded = parts.map((part) => part.element);
  const element = folded.length || between ? make("div", { class: "jq-parts" }, first, between, ...folded) : first;
  const focus = (name) => {
    const found = fields.find((each) => each.spec.name === name);
    const fold = found && found.element.closest("details.jq-part");
    if (fold) fold.open = true;
    const control = found && found.element.querySelector("input, select, textarea, button");
    if (control) control.focus();
  };
  return { element, show, wrong, focus };
}

// A named part of a long form. Its summary says in words what is inside.
function fieldPart(name, record) {
  const count = make("span", { class: "jq-part-count" });
  const body = make("div", { class: "jq-fields" });
  const element = make("details", { class: "jq-part" }, make("summary", {}, name, count), body);
  const part = { body, element, fields: [] };
  part.sum = () => {
    const shown = part.fields.filter((each) => !each.element.hidden);
    const filled = shown.filter((each) => isFilled(at(record(), each.spec.name))).length;
    const wrong = shown.reduce((sum, each) => sum + each.wrong(), 0);
    const words = [filled && `${filled} filled in`, wrong && `${wrong} to mend`].filter(Boolean).join(", ");
    count.textContent = words && ` (${words})`;
    count.classList.toggle("jq-part-wrong", wrong > 0);
    element.hidden = !shown.length;
  };
  // What was hidden could not tell its size: fit it now.
  element.addEventListener("toggle", () => element.open && part.fields.forEach((each) => each.show(at(record(), each.spec.name))));
  return part;
}

// Fixed records folded by the group of their heading; a fold says how many are answered. The first with something open
// is open until the person chooses another.
function groupFolds(headings, items) {
  const groups = [...new Set(Object.values(headings).map(({ group }) => group))].filter(Boolean);
  const answered = (id) => isFilled((items()[id] || {}).status);
  let chosen = false;
  const folds = groups.map((group) => {
    const ids = Object.keys(headings).filter((id) => headings[id].group === group);
    const count = make("span", { class: "jq-part-count" });
    const list = make("ol", { class: "jq-records jq-fixed" });
    const element = make("details", { class: "jq-pillar-fold" }, make("summary", {}, make("h3", {}, group), count), list);
    element.addEventListener("focusin", () => (chosen = true));
    return { ids, count, list, element };
  });
  const sum = () => {
    for (const { ids, count } of folds) count.textContent = phrase("{n} of {total} answered", { n: ids.filter(answered).length, total: ids.length });
  };
  const begin = () => {
    const first = folds.find(({ ids }) => !ids.every(answered));
    if (!chosen) for (const each of folds) each.element.open = each === first;
  };
  const of = (id) => (folds.find(({ ids }) => ids.includes(id)) || {}).list;
  return { elements: folds.map(({ element }) => element), of, sum, begin };
}

// A list of small records inside a record. Its value is {order, items}, as in the plan file.
function rowsControl(spec, ids, commit, options, choices, told) {
  const rows = new Map();
  const list = make("div", { class: "jq-rows" });
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  let now = { order: [], items: {} };
  const save = (value, said) => {
    now = value;
    commit(value, "");
    if (said) live.textContent = said;
    draw();
  };
  const change = (id, name, entry) => {
    if (!now.items[id]) return;
    const value = clone(now);
    put(value.items[id], name, entry);
    save(value, "");
  };
  const move = (id, step) => {
    const value = clone(now);
    const from = value.order.indexOf(id);
    const to = from + step;
    if (to < 0 || to >= value.order.length) {
      live.textContent = step < 0 ? "Already first." : "Already last.";
      return;
    }
    value.order.splice(to, 0, value.order.splice(from, 1)[0]);
    const focused = document.activeElement;
    save(value, `Moved to place ${to + 1} of ${value.order.length}.`);
    focused.focus();
  };
  const remove = async (id) => {
    const place = now.order.indexOf(id);
    const name = `${spec.noun} ${place + 1}`;
    const written = spec.fields.some((each) => isFilled(at(now.items[id], each.name)));
    if (written && !(await ask(`Remove ${name} and what it says?`, "Remove"))) return;
    const value = clone(now);
    value.order = value.order.filter((key) => key !== id);
    delete value.items[id];
    save(value, `${capital(name)} removed. Undo brings it back.`);
    const next = value.order[Math.min(place, value.order.length - 1)];
    if (next) rows.get(next).focus();
    else adder.focus();
  };
  const add = () => {
    const value = clone(now);
    const id = newId(spec.prefix);
    value.items[id] = {};
    value.order.push(id);
    save(value, `${capital(spec.noun)} ${value.order.length} added.`);
    rows.get(id).focus();
  };
  const row = (id) => {
    const name = make("p", { class: "jq-row-name", id: uid() });
    const set = fieldSet(spec.fields, choices, () => now.items[id] || {}, (field, entry) => change(id, field, entry), told);
    const button = (words, act, css) =>
      make("button", { type: "button", class: `jq-link ${css || ""}`, onclick: act }, words, make("span", { class: "jq-sr jq-row-place" }));
    const actions = make("span", { class: "jq-actions" }, button("Move up", () => move(id, -1)), button("Move down", () => move(id, 1)), button("Remove", () => remove(id), "jq-remove"));
    const element = make("div", { class: "jq-row", role: "group", "aria-labelledby": name.id, "data-row": id }, make("div", { class: "jq-row-head" }, name, actions), set.element);
    const show = (place) => {
      name.textContent = `${capital(spec.noun)} ${place}`;
      element.querySelectorAll(".jq-row-place").forEach((span) => (span.textContent = ` ${spec.noun} ${place}`));
      set.show();
    };
    return { element, show, wrong: set.wrong, focus: () => set.element.querySelector("input, select, textarea").focus() };
  };
  const draw = () => {
    for (const [id, each] of rows) {
      if (now.items[id]) continue;
      each.element.remove();
      rows.delete(id);
    }
    now.order.forEach((id, place) => {
      if (!rows.has(id)) rows.set(id, row(id));
      const { element, show } = rows.get(id);
      if (list.children[place] !== element) list.insertBefore(element, list.children[place] || null);
      show(place + 1);
    });
  };
  const adder = make("button", { type: "button", class: "jq-button jq-add-row", onclick: add }, `Add ${spec.article || (/^[aeiou]/.test(spec.noun) ? "an" : "a")} ${spec.noun}`);
  const control = make("div", {}, list, adder, live);
  const show = (value) => {
    now = value && value.order ? value : { order: [], items: {} };
    draw();
  };
  return { control, show, wrong: () => [...rows.values()].reduce((sum, each) => sum + each.wrong(), 0) };
}
