// How many people it takes: a form that is kept in the browser only; the answer to it is a table.
const MOST_GROUPS = 30;

// A field with its label, hint and error; `name` is what its answer is called.
function plannerField(name, label, hint, more = {}) {
  const id = uid();
  const control = make("input", { type: "text", class: "jq-input", id, autocomplete: "off", "aria-describedby": `${id}h ${id}e`, ...more });
  const error = make("p", { class: "jq-error", id: `${id}e`, hidden: true });
  const caption = make("label", { for: id }, label);
  const element = make("div", { class: "jq-field" }, caption, hint && make("span", { class: "jq-hint", id: `${id}h` }, hint), control, error);
  const wrong = (words) => {
    error.textContent = words || "";
    error.hidden = !words;
    control.setAttribute("aria-invalid", words ? "true" : "false");
  };
  return { name, element, caption, control, wrong };
}

function groupRow(remove) {
  const fields = {
    name: plannerField("name", ""),
    share: plannerField("share", "", "", { inputmode: "decimal", class: "jq-input jq-input-number" }),
    merge: plannerField("merge", ""),
  };
  const gone = make("button", { type: "button", class: "jq-link jq-remove" }, phrase("Remove"));
  const named = make("span", { class: "jq-sr" });
  gone.append(named);
  const parts = Object.values(fields).map(({ element }) => element);
  const element = make("div", { class: "jq-row jq-planner-row", role: "group" }, make("div", { class: "jq-fields" }, ...parts), gone);
  const number = (n) => {
    element.setAttribute("aria-label", phrase("Group {n}", { n }));
    const label = (field, words) => field.caption.replaceChildren(words, make("span", { class: "jq-sr" }, phrase(", group {n}", { n })));
    label(fields.name, phrase("Name"));
    label(fields.share, phrase("Percent of people"));
    label(fields.merge, phrase("May be shown as"));
    named.textContent = phrase(" group {n}", { n });
  };
  const row = { element, fields, number, gone };
  gone.addEventListener("click", () => remove(row));
  return row;
}

function answerTable({ caption, heads, rows }) {
  if (!rows) return [];
  const head = make("tr", {}, heads.map((text) => make("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...cells]) => make("tr", {}, make("th", { scope: "row" }, first), cells.map((text, at) => make("td", { "data-head": heads[at + 1] }, text))));
  const table = make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, body));
  return [make("div", { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" }, table)];
}

function render({ model, el }) {
  const people = plannerField("people", phrase("How many people answer in one year"), "", { inputmode: "numeric", class: "jq-input jq-input-number" });
  const rateHint = phrase("Percent, such as 40. Leave it empty if you only count people.");
  const rate = plannerField("rate", phrase("How many of them will have the result"), rateHint, { inputmode: "decimal", class: "jq-input jq-input-number" });
  const years = plannerField("years", phrase("Years you will put together"), "", { inputmode: "numeric", class: "jq-input jq-input-number", value: "1" });
  const overlap = make("input", { type: "checkbox" });
  const rows = [];
  const list = make("div", { class: "jq-rows" });
  const live = make("p", { class: "jq-strong", role: "status", "aria-live": "polite" });
  const result = make("div", { class: "jq-numbers" });
  const more = make("button", { type: "button", class: "jq-button jq-add-row", onclick: () => add().fields.name.control.focus() }, phrase("Add a group"));
  const renumber = () => {
    rows.forEach((row, place) => row.number(place + 1));
    more.hidden = rows.length >= MOST_GROUPS;
  };
  const remove = (row) => {
    const place = rows.indexOf(row);
    rows.splice(place, 1);
    row.element.remove();
    renumber();
    const near = rows[Math.min(place, rows.length - 1)];
    (near ? near.fields.name.control : more).focus();
  };
  const add = () => {
    const row = groupRow(remove);
    rows.push(row);
    list.append(row.element);
    renumber();
    return row;
  };
  const answers = () => {
    const single = [people, rate, years].map((field) => [field.name, field]);
    return [...single, ...rows.flatMap(({ fields }, place) => Object.values(fields).map((field) => [`${field.name}_${place}`, field]))];
  };
  const ask = (event) => {
    event.preventDefault();
    const given = Object.fromEntries(answers().map(([name, { control }]) => [name, control.value]));
    tellWorkbook(model, { act: "plan", ...given, overlap: overlap.checked ? "yes" : "" });
  };
  const draw = () => {
    const shown = model.get("shown");
    answers().forEach(([name, field]) => field.wrong((shown.errors || {})[name]));
    result.replaceChildren(...answerTable(shown));
  };
  const tell = () => (live.textContent = model.get("said"));
  const form = make(
    "form",
    { novalidate: true, onsubmit: ask },
    make("p", { class: "jq-note" }, phrase("Work it out before you ask anybody. These numbers are not kept in your plan.")),
    make("div", { class: "jq-fields" }, people.element, rate.element, years.element),
    make("h3", {}, phrase("Groups and their shares")),
    make("p", { class: "jq-hint" }, phrase("Take shares from any source. Two groups may be shown as one under a name that both would use: write that name in both rows, under “May be shown as”.")),
    list,
    make("div", { class: "jq-actions" }, more),
    make("label", { class: "jq-tick" }, overlap, make("span", {}, phrase("People can be in more than one group"))),
    make("div", { class: "jq-actions" }, make("button", { type: "submit", class: "jq-button jq-button-main" }, phrase("Work out who can be shown"))),
  );
  add();
  add();
  el.append(make("div", { class: "jq" }, make("details", { class: "jq-part jq-planner" }, make("summary", {}, phrase("Plan how many people you need")), form, live, result)));
  return heed(model, { "change:shown": draw, "change:said": tell });
}
export default { render };
