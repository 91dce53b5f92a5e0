// The fields of past bids, one group for each. What was typed is kept by the id of its criterion.
function bidField(label, hint, more = {}) {
  const id = uid();
  const control = make("input", { type: "text", id, class: "jq-input", maxlength: 120, autocomplete: "off", "aria-describedby": `${id}h ${id}e`, ...more });
  const caption = make("label", { for: id }, label);
  const help = make("p", { class: "jq-hint", id: `${id}h` }, hint);
  const error = make("p", { class: "jq-error", id: `${id}e`, hidden: true });
  const element = make("div", { class: "jq-field" }, caption, help, control, error);
  const name = (words, told) => {
    caption.textContent = words;
    help.textContent = told;
  };
  const wrong = (words) => {
    error.textContent = words || "";
    error.hidden = !words;
    control.setAttribute("aria-invalid", words ? "true" : "false");
  };
  return { element, control, name, wrong };
}

const NUMBER = { inputmode: "decimal", class: "jq-input jq-input-number" };

// One bid: `wage()` is the id of the criterion that is typed as a percent of workers, "" for none.
function bidRow(wage, remove) {
  const title = bidField(phrase("Name of the bid"), "");
  title.element.classList.add("jq-wide");
  const gone = make("button", { type: "button", class: "jq-link jq-remove" }, phrase("Remove"));
  const fields = make("div", { class: "jq-fields" }, title.element);
  const head = make("p", { class: "jq-row-name", id: uid() });
  const element = make("div", { class: "jq-row", role: "group", "aria-labelledby": head.id }, make("div", { class: "jq-row-head" }, head, gone), fields);
  const points = new Map();
  const misses = new Map();
  const bid = { element, title, gone };
  gone.addEventListener("click", () => remove(bid));
  const pointsOf = (row) => {
    if (!points.has(row.id)) points.set(row.id, bidField("", "", NUMBER));
    const field = points.get(row.id);
    if (row.id === wage()) field.name(phrase("{criterion}: percent of workers at or above the wage floor", { criterion: row.name }), phrase("Such as 85."));
    else field.name(phrase("{criterion}: points", { criterion: row.name }), row.words);
    return field.element;
  };
  const missOf = (row) => {
    if (!misses.has(row.id)) {
      const tick = make("input", { type: "checkbox" });
      const words = make("span", {});
      misses.set(row.id, { tick, words, element: make("div", { class: "jq-field jq-wide" }, make("label", { class: "jq-tick" }, tick, words)) });
    }
    const miss = misses.get(row.id);
    miss.words.textContent = phrase("This bid fails “{minimum}” ({criterion}), so it is out", { criterion: row.name, minimum: row.minimum });
    return miss.element;
  };
  let drawn = [];
  bid.draw = (rows, place) => {
    head.textContent = phrase("Bid {n}", { n: place + 1 });
    gone.setAttribute("aria-label", phrase("Remove bid {n}", { n: place + 1 }));
    const parts = [...rows.map(pointsOf), ...rows.filter((row) => row.minimum).map(missOf)];
    if (parts.length !== drawn.length || parts.some((part, at) => part !== drawn[at])) fields.replaceChildren(title.element, ...parts);
    drawn = parts;
  };
  bid.answers = (rows, place) => ({
    [`name_${place}`]: title.control.value,
    ...Object.fromEntries(rows.map(({ id }) => [`points_${id}_${place}`, points.get(id).control.value])),
    ...Object.fromEntries(rows.filter(({ minimum }) => minimum).map(({ id }) => [`fails_${id}_${place}`, misses.get(id).tick.checked ? "yes" : ""])),
  });
  bid.wrong = (errors, place) => {
    title.wrong(errors[`name_${place}`]);
    points.forEach((field, id) => field.wrong(errors[`points_${id}_${place}`]));
  };
  return bid;
}
