// Eight questions by five levers, each answered 0 to 3, with weights. `value` is the plan's `levers`.
const HEARD = 8_000;
function render({ model, el }) {
  const criteria = model.get("criteria");
  const levers = model.get("levers");
  const live = make("p", { class: "jq-sr", role: "status", "aria-live": "polite" });
  // What is read out of a change does not stay for those who read on.
  let heard = null;
  const tell = (words) => {
    if (!words) return;
    live.textContent = words;
    clearTimeout(heard);
    heard = setTimeout(() => (live.textContent = ""), HEARD);
  };
  const controls = [];
  let own = false;
  const keep = (value) => {
    own = true;
    typed(model, value);
    own = false;
    controls.forEach((control) => control());
  };
  const set = (name, entry) => {
    const value = clone(model.get("value"));
    put(value, name, entry);
    keep(value);
  };
  // From how many people on reach is answered 1, 2 or 3 is the plan's own choice.
  const levelsOf = (c) => {
    if (c.key !== "reach") return c.levels;
    const { some, many, most } = model.get("value").reach;
    const people = (count) => inDigits(Number(count));
    const band = (from, to) => (to - 1 > from ? phrase("{from} to {to}", { from: people(from), to: people(to - 1) }) : people(from));
    return [phrase("under {n}", { n: people(some) }), band(some, many), band(many, most), phrase("{n} or more", { n: people(most) })];
  };
  const given = (c, lever) => {
    const level = (model.get("value")[lever.key] || {})[c.key];
    return level === undefined ? null : level;
  };
  const take = (c, lever, level) => {
    set(`${lever.key}.${c.key}`, level);
    cellOf(c, lever).scale.radios[level].focus();
  };
  const cells = criteria.flatMap((c) =>
    levers.map((lever) => {
      const scale = leverScale(c, lever, levelsOf, given, (level) => set(`${lever.key}.${c.key}`, level));
      const suggestion = suggestionAt(c, lever, () => model.get("suggested"), given, take);
      controls.push(scale.show, suggestion.show);
      return { c, lever, scale, suggestion, element: make("div", {}, scale.element, suggestion.element) };
    }),
  );
  const cellOf = (c, lever) => cells.find((cell) => cell.c === c && cell.lever === lever);
  const all = suggestionsAll(
    () => cells,
    (open) => {
      const value = clone(model.get("value"));
      open.forEach(({ c, lever, suggestion }) => put(value, `${lever.key}.${c.key}`, suggestion.level()));
      keep(value);
    },
  );
  controls.push(all.show);
  const meanings = criteria.map((c) => levelList(c, levelsOf));
  controls.push(...meanings.map((meaning) => meaning.show));
  const scores = levers.map(() => make("span", {}));
  const parts = {
    cell: (c, lever) => cellOf(c, lever).element,
    meaning: (c) => meanings[criteria.indexOf(c)].element,
    score: (lever) => scores[levers.indexOf(lever)],
  };
  const layout = matrixLayout(criteria, levers, parts, given, (small) => cells.forEach(({ suggestion }) => (suggestion.element.open = small)));
  controls.push(layout.show);
  const close = make("p", { class: "jq-note", role: "status" });
  const part = (words, hint, specs, ...more) => {
    const fields = fieldSet(specs, () => ({}), () => model.get("value"), set);
    controls.push(fields.show);
    const details = make("details", { class: "jq-part" }, make("summary", {}, words), make("p", { class: "jq-hint" }, hint), ...more, fields.element);
    details.addEventListener("toggle", fields.show);
    return details;
  };
  const asked = model.get("asked");
  // Where the weights are set the table may be out of sight: the scores stand there too.
  const now = make("p", { class: "jq-note" });
  const more = make(
    "div",
    { class: "jq-parts" },
    part(phrase("Weights"), phrase("From 0, does not count, to 10, counts most."), asked.weights, now),
    part(phrase("How many people each lever reaches"), phrase("How many people must a lever reach to score 1, 2 or 3? A small agency may set these lower."), asked.reach),
    part(phrase("Notes on the scores"), phrase("Why you scored a lever as you did."), asked.notes),
  );
  const swings = make("ul", { class: "jq-swings" });
  const annotate = () => {
    const notes = model.get("notes");
    const said = (lever) => `${lever.label} ${(notes[lever.key] || {}).text}`;
    const changed = [];
    levers.forEach((lever, place) => {
      const note = notes[lever.key] || {};
      const score = scores[place];
      if (score.textContent && score.textContent !== note.text) changed.push(said(lever));
      score.textContent = note.text || "";
      score.className = `jq-score jq-tone-${note.tone || "none"}`;
    });
    tell(changed.length ? phrase("Scores of 100: {scores}", { scores: changed.join("; ") }) : "");
    const scored = levers.filter((lever) => /^\d+$/.test((notes[lever.key] || {}).text));
    now.textContent = phrase("Scores of 100: {scores}", { scores: scored.map(said).join("; ") });
    now.hidden = !scored.length;
    close.textContent = notes.close || "";
    close.hidden = !notes.close;
    swings.replaceChildren(...(notes.swings || []).map((words) => make("li", {}, words)));
    swings.hidden = !(notes.swings || []).length;
  };
  const show = () => own || controls.forEach((control) => control());
  const suggest = () => controls.forEach((control) => control());
  const root = make("div", { class: "jq" }, all.element, layout.element, close, swings, more, live);
  root.id = model.get("place");
  el.append(root);
  const deaf = heed(model, { "change:value": show, "change:notes": annotate, "change:suggested": suggest });
  show();
  annotate();
  const leave = arrive(root);
  return () => {
    leave();
    clearTimeout(heard);
    deaf();
    layout.end();
  };
}
export default { render };
