// Eight questions by five levers, each answered 0 to 3, with weights. `value` is the plan's `levers`.
function render({ model, el }) {
  const criteria = model.get("criteria");
  const levers = model.get("levers");
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const controls = [];
  let own = false;
  const change = (part, key, entry) => {
    const value = clone(model.get("value"));
    value[part][key] = entry;
    own = true;
    typed(model, value);
    own = false;
  };
  const weight = (c) => {
    const select = make("select", { class: "jq-input", "aria-label": `Weight of ${c.label}` }, ...weights.map((n) => make("option", { value: n }, n)));
    select.addEventListener("change", () => change("weights", c.key, Number(select.value)));
    controls.push(() => (select.value = String(model.get("value").weights[c.key])));
    return select;
  };
  const levels = (c, lever) => {
    const name = uid();
    const words = make("span", { class: "jq-hint", "aria-hidden": "true" });
    const radios = c.levels.map((said, level) => {
      const radio = make("input", { type: "radio", name, value: level, "aria-label": `${level}, ${said}` });
      radio.addEventListener("change", () => (change(lever.key, c.key, level), show_words()));
      return radio;
    });
    const show_words = () => (words.textContent = c.levels[model.get("value")[lever.key][c.key]] || "");
    controls.push(() => {
      radios.forEach((radio, level) => (radio.checked = model.get("value")[lever.key][c.key] === level));
      show_words();
    });
    const scale = radios.map((radio, level) => make("label", { title: c.levels[level] }, radio, make("span", { "aria-hidden": "true" }, String(level))));
    return make("fieldset", { class: "jq-scale" }, make("legend", { class: "jq-sr" }, `${c.label}, ${lever.label}`), make("div", {}, ...scale), words);
  };
  const weights = [...Array(11).keys()];
  const row = (c) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, make("span", { class: "jq-strong" }, c.label), make("span", { class: "jq-hint" }, c.question)),
      make("td", { "data-label": "Weight" }, weight(c)),
      ...levers.map((lever) =>
        make("td", { "data-label": lever.label }, levels(c, lever)),
      ),
    );
  const cells = Object.fromEntries(levers.map((lever) => [lever.key, make("td", { "data-label": lever.label })]));
  const close = make("p", { class: "jq-note", role: "status" });
  const table = make(
    "table",
    { class: "jq-matrix" },
    make("caption", {}, "Score each lever from 0 to 3 on eight questions"),
    make(
      "thead",
      {},
      make("tr", {}, make("th", { scope: "col" }, "Question"), make("th", { scope: "col" }, "Weight"), ...levers.map((lever) => make("th", { scope: "col" }, lever.label))),
    ),
    make("tbody", {}, ...criteria.map(row)),
    make(
      "tfoot",
      {},
      make("tr", {}, make("th", { scope: "row" }, "Score of 100"), make("td", { class: "jq-none" }), ...levers.map((lever) => cells[lever.key])),
    ),
  );
  const annotate = () => {
    const notes = model.get("notes");
    for (const lever of levers) {
      const note = notes[lever.key] || {};
      if (cells[lever.key].textContent && cells[lever.key].textContent !== note.text) live.textContent = `${lever.label}: ${note.text}`;
      cells[lever.key].textContent = note.text || "";
      cells[lever.key].className = `jq-score jq-tone-${note.tone || "none"}`;
    }
    close.textContent = notes.close || "";
    close.hidden = !notes.close;
  };
  const show = () => own || controls.forEach((control) => control());
  const root = make("div", { class: "jq" }, make("div", { class: "jq-scroll", tabindex: 0, role: "region", "aria-label": "Levers side by side" }, table), close, live);
  root.id = model.get("place");
  el.append(root);
  model.on("change:value", show);
  model.on("change:notes", annotate);
  show();
  annotate();
  const leave = arrive(root);
  return () => {
    leave();
    model.off("change:value", show);
    model.off("change:notes", annotate);
  };
}
export default { render };
