// The form under a measure of the matrix: the split of the measure by one dimension. `measures` reads the plan's measures,
// `keep` takes them changed.
const splitsOf = (measures, id, dimension) => {
  const { order = [], items = {} } = (measures.items[id] || {}).splits || {};
  return order.filter((key) => items[key].dimension === dimension);
};

function splitEditor(row, dimension, fields, measures, keep, close) {
  const name = uid();
  const mine = () => splitsOf(measures(), row.id, dimension.key);
  const record = () => (mine().length === 1 ? measures().items[row.id].splits.items[mine()[0]] : {});
  // Change the splits of the measure; `act` gets them as the plan file holds them.
  const change = (act) => {
    const value = clone(measures());
    if (!value.items[row.id]) return;
    const splits = value.items[row.id].splits || {};
    value.items[row.id].splits = { order: splits.order || [], items: splits.items || {} };
    act(value.items[row.id].splits);
    keep(value);
  };
  const write = (field, entry) =>
    change((splits) => {
      const id = mine()[0] || newId("sp");
      if (!splits.items[id]) {
        splits.order.push(id);
        splits.items[id] = { dimension: dimension.key };
      }
      put(splits.items[id], field, entry);
    });
  // The categories known for this dimension; all of them where none is known.
  const known = ([key]) => !dimension.schemes.length || dimension.schemes.includes(key) || key === record().scheme;
  const hint = (spec) => (dimension.key === "race_ethnicity" ? spec.hint : "");
  const specs = fields.map((spec) => (spec.name === "scheme" ? { ...spec, hint: hint(spec), options: spec.options.filter(known) } : spec));
  const set = fieldSet(specs, () => ({}), record, write);
  const remove = make("button", { type: "button", class: "jq-link jq-remove" }, phrase("Take this split out"));
  remove.addEventListener("click", async () => {
    if (!(await ask(phrase("Take out this split and what it says?"), phrase("Take it out")))) return;
    change((splits) => {
      const [id] = mine();
      splits.order = splits.order.filter((key) => key !== id);
      delete splits.items[id];
    });
    close();
  });
  const done = make("button", { type: "button", class: "jq-button jq-small", onclick: close }, phrase("Close"));
  const link = make("a", { href: row.href || null }, phrase("See the measure in step 3"));
  const many = make("p", {}, phrase("This measure has several splits of this kind. Change them in the measure itself, in step 3."));
  const element = make(
    "div",
    { class: "jq-split-edit", role: "group", "aria-labelledby": name },
    make("h3", { id: name }, phrase("{measure}: {dimension}", { measure: row.name, dimension: dimension.label })),
    many,
    set.element,
    make("div", { class: "jq-actions" }, done, remove, row.href ? link : null),
  );
  element.addEventListener("keydown", (event) => event.key === "Escape" && close());
  const show = () => {
    many.hidden = mine().length < 2;
    set.element.hidden = mine().length > 1;
    remove.hidden = mine().length !== 1;
    set.show();
  };
  show();
  const first = () => (mine().length > 1 ? done : element.querySelector("select, input"));
  return { element, show, focus: () => first().focus() };
}
