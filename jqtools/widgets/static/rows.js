// Move a record of {order, items} up (-1) or down (1), and tell where it is then, or that it can't go further.
function moveBy(step, id, records, live, keep) {
  const value = clone(records);
  const from = value.order.indexOf(id);
  const to = from + step;
  if (to < 0 || to >= value.order.length) {
    live.textContent = step < 0 ? phrase("Already first.") : phrase("Already last.");
    return;
  }
  value.order.splice(to, 0, value.order.splice(from, 1)[0]);
  keep(value, phrase("Moved to place {place} of {all}.", { place: to + 1, all: value.order.length }));
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
    const focused = document.activeElement;
    moveBy(step, id, now, live, save);
    focused.focus();
  };
  const remove = async (id) => {
    const place = now.order.indexOf(id);
    const name = `${spec.noun} ${place + 1}`;
    const written = spec.fields.some((each) => isFilled(at(now.items[id], each.name)));
    if (written && !(await ask(phrase("Remove {name} and what it says?", { name }), phrase("Remove")))) return;
    const value = clone(now);
    value.order = value.order.filter((key) => key !== id);
    delete value.items[id];
    save(value, phrase("{name} removed. Undo brings it back.", { name: capital(name) }));
    const next = value.order[Math.min(place, value.order.length - 1)];
    if (next) rows.get(next).focus();
    else adder.focus();
  };
  const add = () => {
    const value = clone(now);
    const id = newId(spec.prefix);
    value.items[id] = {};
    value.order.push(id);
    save(value, phrase("{name} added.", { name: `${capital(spec.noun)} ${value.order.length}` }));
    rows.get(id).focus();
  };
  const row = (id) => {
    const name = make("p", { class: "jq-row-name", id: uid() });
    const set = fieldSet(spec.fields, choices, () => now.items[id] || {}, (field, entry) => change(id, field, entry), told);
    const button = (words, act, css) =>
      make("button", { type: "button", class: `jq-link ${css || ""}`, onclick: act }, words, make("span", { class: "jq-sr jq-row-place" }));
    const moves = [button(phrase("Move up"), () => move(id, -1)), button(phrase("Move down"), () => move(id, 1))];
    const actions = make("span", { class: "jq-actions" }, ...moves, button(phrase("Remove"), () => remove(id), "jq-remove"));
    const element = make("div", { class: "jq-row", role: "group", "aria-labelledby": name.id, "data-row": id }, make("div", { class: "jq-row-head" }, name, actions), set.element);
    const show = (place) => {
      moves.forEach((each) => (each.hidden = now.order.length < 2));
      name.textContent = `${capital(spec.noun)} ${place}`;
      element.querySelectorAll(".jq-row-place").forEach((span) => (span.textContent = ` ${spec.noun} ${place}`));
      set.show();
    };
    return { element, show, wrong: set.wrong, focus: () => focusWhole(set.element.querySelector("input, select, textarea")) };
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
  const adder = make("button", { type: "button", class: "jq-button jq-add-row", onclick: add }, phrase("Add {article} {noun}", { article: spec.article || (/^[aeiou]/.test(spec.noun) ? "an" : "a"), noun: spec.noun }));
  const control = make("div", {}, list, adder, live);
  const show = (value) => {
    now = value && value.order ? value : { order: [], items: {} };
    draw();
  };
  return { control, show, wrong: () => [...rows.values()].reduce((sum, each) => sum + each.wrong(), 0) };
}
