// What another record of the list says already, taken over with one button while it is not answered here: "Same as the last
// answer: Planned, HR director". An offer has `fields`, `of` ("last" or "before") and `words` with {what}.
const isGiven = (spec, record) => isFilled(at(record, spec.name)) && !(spec.when && !spec.when.is.includes(at(record, spec.when.field)));

// A value in words; of rows, what each is about.
function saidOf(spec, value, choices) {
  if (value && value.order) return value.order.map((id) => saidOf(spec.fields[0], value.items[id][spec.fields[0].name], choices)).filter(Boolean).join(", ");
  const known = (spec.from ? choices[spec.from] || [] : spec.options || []).find(([key]) => key === value);
  return known ? known[1].split(":")[0] : isFilled(value) ? answerShown(spec, value) : "";
}

// A copy of a value; rows get ids of their own, and their numbers are left out: they hold for the other record only.
function takenOver(spec, value) {
  if (!value || !value.order) return clone(value);
  const kept = spec.fields.filter(({ type }) => !["number", "whole"].includes(type));
  const rows = value.order.map((id) => {
    const row = {};
    kept.forEach(({ name }) => at(value.items[id], name) === undefined || put(row, name, clone(at(value.items[id], name))));
    return [newId(spec.prefix), row];
  });
  return { order: rows.map(([id]) => id), items: Object.fromEntries(rows) };
}

// The record that an offer takes from: it says the first of the fields, and of several one more.
function repeatSource(offer, specs, { model, id, latest }) {
  const { order, items } = model.get("value");
  const enough = (key) => {
    const given = specs.map((spec) => isGiven(spec, items[key]));
    return given[0] && given.filter(Boolean).length >= Math.min(2, specs.length);
  };
  const before = order.slice(0, offer.of === "before" ? Math.max(order.indexOf(id), 0) : order.length).reverse();
  const tried = offer.of === "last" ? [latest(), ...before] : before;
  return tried.find((key) => key && key !== id && items[key] && enough(key));
}

function repeatOffer(offer, owner) {
  const { model, id, record, change, focus } = owner;
  const specs = offer.fields.map((name) => model.get("fields").find((each) => each.name === name));
  const words = make("span", {});
  const button = make("button", { type: "button", class: "jq-button jq-small", onclick: () => take() }, words);
  const element = make("p", { class: "jq-wide jq-repeat" }, button);
  const source = () => (specs.some((spec) => isGiven(spec, record())) ? undefined : repeatSource(offer, specs, owner));
  const what = (from) => {
    const given = specs.filter((spec) => isGiven(spec, from));
    return given.map((spec) => saidOf(spec, at(from, spec.name), model.get("choices"))).join(", ");
  };
  const take = () => {
    const from = model.get("value").items[source()];
    if (!from) return;
    const given = specs.filter((spec) => isGiven(spec, from));
    const entries = Object.fromEntries(given.map((spec) => [spec.name, takenOver(spec, at(from, spec.name))]));
    change(id, entries, phrase("Filled in: {what}. Look whether it holds here too.", { what: what(from) }));
    focus(offer.fields[0]);
  };
  const show = () => {
    const from = model.get("value").items[source()];
    // Its room stays while it is in sight, so that the field one is in does not jump.
    element.classList.toggle("jq-repeat-over", !from);
    const card = element.closest(".jq-record");
    element.hidden = !from && (element.hidden || !(card && card.open));
    if (from) words.textContent = filledIn(offer.words, { what: what(from) });
  };
  return { field: offer.fields[0], element, show };
}
