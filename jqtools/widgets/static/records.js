// Many fields of one record: all of them, with their parts.
// Records are answered once one of them has an answer: an empty row is none.
const isFilled = (value) => {
  if (value === null || value === undefined || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.values(value.order ? value.items : value).some(isFilled);
  return String(value).trim() !== "";
};

// How many answers there are: of records, those that have one.
const answersIn = (value) => (value && value.order ? Object.values(value.items).filter(isFilled).length : Number(isFilled(value)));

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
  const of = (name) => fields.find((each) => each.spec.name === name);
  const unfold = (name) => {
    const found = of(name);
    const fold = found && found.element.closest("details.jq-part");
    if (fold) fold.open = true;
    return found;
  };
  const focus = (name) => {
    const found = unfold(name);
    const control = found && (found.element.querySelector("input, select, textarea") || found.element.querySelector("button"));
    if (control) control.focus();
  };
  return { element, show, wrong, focus, unfold, of };
}

// A named part of a long form. Its summary says in words what is inside.
function fieldPart(name, record) {
  const count = make("span", { class: "jq-part-count" });
  const body = make("div", { class: "jq-fields" });
  const element = make("details", { class: "jq-part" }, make("summary", {}, name, count), body);
  const part = { body, element, fields: [] };
  part.sum = () => {
    const shown = part.fields.filter((each) => !each.element.hidden);
    const filled = shown.reduce((sum, each) => sum + answersIn(at(record(), each.spec.name)), 0);
    const wrong = shown.reduce((sum, each) => sum + each.wrong(), 0);
    const words = [filled && phrase("{n} filled in", { n: filled }), wrong && phrase("{n} to mend", { n: wrong })].filter(Boolean).join(", ");
    count.textContent = words && ` (${words})`;
    count.classList.toggle("jq-part-wrong", wrong > 0);
    element.hidden = !shown.length;
  };
  // What was hidden could not tell its size: fit it now.
  element.addEventListener("toggle", () => element.open && part.fields.forEach((each) => each.show(at(record(), each.spec.name))));
  return part;
}
