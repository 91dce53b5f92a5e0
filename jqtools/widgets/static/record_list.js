// A list of records as cards that open: add, edit, remove, reorder. `value` is {order, items} of the plan file.
function render({ model, el }) {
  const cards = new Map();
  const noun = model.get("noun");
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const list = make("ol", { class: model.get("fixed") ? "jq-records jq-fixed" : "jq-records" });
  const folds = groupFolds(model.get("headings"), () => model.get("value").items);
  let own = false;
  let latest = null;
  const added = new Set();
  const commit = (value, said) => {
    own = true;
    typed(model, value);
    own = false;
    if (said) live.textContent = said;
  };
  const owner = {
    model,
    say: (words) => (live.textContent = words),
    // The card that opens is the one to work on: those before it fold, and it stays where it is on the screen.
    opening: (id) => {
      const { element } = cards.get(id);
      const before = element.getBoundingClientRect().top;
      cards.forEach((each, key) => key !== id && each.fold());
      window.scrollBy(0, element.getBoundingClientRect().top - before);
    },
    latest: () => latest,
    // The coach is silent about a card that was only added.
    isBegun: (id) => {
      const record = model.get("value").items[id];
      const first = record && at(record, model.get("fields")[0].name);
      return isFilled(first) || !(added.has(id) || same(record, model.get("blank")));
    },
    // Take these answers, by the name of their field.
    change: (id, entries, said = "") => {
      const value = clone(model.get("value"));
      if (!value.items[id]) {
        value.items[id] = clone(model.get("blank"));
        const known = Object.keys(model.get("headings"));
        value.order = known.length ? known.filter((key) => value.items[key]) : [...value.order, id];
      }
      for (const [name, entry] of Object.entries(entries)) put(value.items[id], name, entry);
      commit(value, said);
      latest = id;
      if (model.get("repeats").length) cards.forEach((each) => each.show());
      else cards.get(id).show();
      folds.sum();
    },
    // Put a copy of a record after it, each with some answers of its own.
    double: (id, firsts, seconds, said) => {
      const value = clone(model.get("value"));
      const made = newId(model.get("prefix"));
      value.items[made] = clone(value.items[id]);
      for (const [name, entry] of Object.entries(firsts)) put(value.items[id], name, entry);
      for (const [name, entry] of Object.entries(seconds)) put(value.items[made], name, entry);
      value.order.splice(value.order.indexOf(id) + 1, 0, made);
      commit(value, said);
      draw();
    },
    remove: async (id) => {
      const kept = model.get("value").items[id];
      const words = at(kept, model.get("title_field")) && cards.get(id).words();
      const written = words || model.get("fields").some((each) => isFilled(at(kept, each.name)));
      const question = words ? phrase("Remove “{text}”?", { text: words }) : phrase("Remove this {noun} and what it says?", { noun });
      if (written && !(await ask(question, phrase("Remove")))) return;
      const value = clone(model.get("value"));
      const place = value.order.indexOf(id);
      value.order = value.order.filter((key) => key !== id);
      delete value.items[id];
      commit(value, phrase("{name} removed. Undo brings it back.", { name: capital(noun) }));
      draw();
      const next = value.order[Math.min(place, value.order.length - 1)];
      if (next) cards.get(next).focus();
      else adder.focus();
    },
    move: (id, step) => {
      const focused = document.activeElement;
      moveBy(step, id, model.get("value"), live, commit);
      draw();
      focused.focus();
    },
  };
  const add = () => {
    const value = clone(model.get("value"));
    const id = newId(model.get("prefix"));
    value.items[id] = clone(model.get("blank"));
    value.order.push(id);
    added.add(id);
    commit(value, phrase("{name} added.", { name: capital(noun) }));
    draw();
    const made = cards.get(id);
    owner.opening(id);
    made.details.open = true;
    focusWhole(made.element.querySelector("input, textarea, select"));
  };
  const adder = make("button", { type: "button", class: "jq-button", onclick: add }, phrase("Add {article} {noun}", { article: model.get("article"), noun }));
  const empty = make("p", { class: "jq-empty" }, model.get("empty"));
  const draw = () => {
    const headings = model.get("headings");
    const order = model.get("fixed") ? Object.keys(headings) : model.get("value").order;
    for (const [id, each] of cards) {
      if (order.includes(id)) continue;
      each.leave();
      each.element.remove();
      cards.delete(id);
    }
    const wanted = [];
    for (const id of order) {
      if (!cards.has(id)) cards.set(id, card(id, owner));
      cards.get(id).show();
      cards.get(id).annotate();
      wanted.push(cards.get(id).element);
    }
    wanted.forEach((element, place) => {
      const into = folds.of(element.id) || list;
      if (into !== list) element.parentElement === into || into.append(element);
      else if (list.children[place] !== element) list.insertBefore(element, list.children[place] || null);
    });
    folds.sum();
    folds.begin();
    empty.hidden = order.length > 0 || !model.get("empty");
  };
  const root = make("div", { class: "jq" }, ...folds.elements, folds.elements.length ? null : list, empty, model.get("fixed") ? null : adder, live);
  root.id = model.get("place");
  el.append(root);
  const follow = () => own || draw();
  const annotate = () => afterPress(() => cards.forEach((each) => (each.show(), each.annotate())));
  let told = "";
  const tell = () => {
    const said = model.get("said") || "";
    // What this list said itself meanwhile stays.
    if (said || live.textContent === told) live.textContent = said;
    told = said;
  };
  const deaf = heed(model, { "change:value": follow, "change:notes change:findings change:choices": annotate, "change:said": tell });
  draw();
  const leave = arrive(root);
  return () => {
    leave();
    cards.forEach((each) => each.leave());
    deaf();
  };
}
export default { render };
