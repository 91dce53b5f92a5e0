// Eight questions by five levers, each answered 0 to 3, with weights. `value` is the plan's `levers`.
function render({ model, el }) {
  const criteria = model.get("criteria");
  const levers = model.get("levers");
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const controls = [];
  let own = false;
  const set = (name, entry) => {
    const value = clone(model.get("value"));
    put(value, name, entry);
    own = true;
    typed(model, value);
    own = false;
    controls.forEach((control) => control());
  };
  const people = (count) => Number(count).toLocaleString("en-US");
  // From how many people on reach is answered 1, 2 or 3 is the plan's own choice.
  const levelsOf = (c) => {
    if (c.key !== "reach") return c.levels;
    const { some, many, most } = model.get("value").reach;
    const band = (from, to) => (to - 1 > from ? `${people(from)} to ${people(to - 1)}` : people(from));
    return [`under ${people(some)}`, band(some, many), band(many, most), `${people(most)} or more`];
  };
  const levels = (c, lever) => {
    const name = uid();
    const words = make("span", { class: "jq-hint", "aria-hidden": "true" });
    const radios = c.levels.map((_, level) => {
      const radio = make("input", { type: "radio", name, value: level });
      radio.addEventListener("change", () => set(`${lever.key}.${c.key}`, level));
      return radio;
    });
    const scale = radios.map((radio, level) => make("label", {}, radio, make("span", { "aria-hidden": "true" }, String(level))));
    controls.push(() => {
      const [said, chosen] = [levelsOf(c), model.get("value")[lever.key][c.key]];
      radios.forEach((radio, level) => {
        radio.checked = chosen === level;
        radio.setAttribute("aria-label", `${level}, ${said[level]}`);
        scale[level].title = said[level];
      });
      words.textContent = said[chosen] || "";
    });
    return make("fieldset", { class: "jq-scale" }, make("legend", { class: "jq-sr" }, `${c.label}, ${lever.label}`), make("div", {}, ...scale), words);
  };
  const row = (c) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, make("span", { class: "jq-strong" }, c.label), make("span", { class: "jq-hint" }, c.question)),
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
      make("tr", {}, make("th", { scope: "col" }, "Question"), ...levers.map((lever) => make("th", { scope: "col" }, lever.label))),
    ),
    make("tbody", {}, ...criteria.map(row)),
    make(
      "tfoot",
      {},
      make("tr", {}, make("th", { scope: "row" }, "Score of 100"), ...levers.map((lever) => cells[lever.key])),
    ),
  );
  const part = (words, hint, specs) => {
    const fields = fieldSet(specs, () => ({}), () => model.get("value"), set);
    controls.push(fields.show);
    const details = make("details", { class: "jq-part" }, make("summary", {}, words), make("p", { class: "jq-hint" }, hint), fields.element);
    details.addEventListener("toggle", fields.show);
    return details;
  };
  const asked = model.get("asked");
  const more = make(
    "div",
    { class: "jq-parts" },
    part("Weights", "From 0, does not count, to 10, counts most.", asked.weights),
    part("Reach", "From how many people on is the question of reach answered 1, 2 and 3? A small agency may set these lower.", asked.reach),
    part("Notes on the scores", "Why you scored a lever as you did.", asked.notes),
  );
  const swings = make("ul", { class: "jq-swings" });
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
    swings.replaceChildren(...(notes.swings || []).map((words) => make("li", {}, words)));
    swings.hidden = !(notes.swings || []).length;
  };
  const show = () => own || controls.forEach((control) => control());
  const root = make("div", { class: "jq" }, make("div", { class: "jq-scroll", tabindex: 0, role: "region", "aria-label": "Levers side by side" }, table), close, swings, more, live);
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
