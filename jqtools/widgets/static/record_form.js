// A form for one record, in groups. `value` is the record as it stands in the plan file. A part of it elsewhere on the
// page edits the same `value`.
function drawForm(model, el, legends, place) {
  let own = false;
  const change = (name, entry) => {
    const value = clone(model.get("value"));
    put(value, name, entry);
    own = true;
    typed(model, value);
    own = false;
    sets.forEach((set) => set.show());
  };
  // Answers that go together, such as a rule that many use: chosen, then filled in with a button.
  const preset = ({ label, hint, button, options }) => {
    const ids = { control: uid(), hint: uid() };
    const select = make(
      "select",
      { id: ids.control, class: "jq-input", "aria-describedby": ids.hint },
      make("option", { value: "" }, phrase("Choose…")),
      ...options.map(({ words }, place) => make("option", { value: place }, words)),
    );
    const use = () => {
      if (select.value === "") return;
      const value = clone(model.get("value"));
      for (const [name, entry] of Object.entries(options[Number(select.value)].values)) put(value, name, entry);
      own = true;
      typed(model, value);
      own = false;
      sets.forEach((set) => set.show());
      filled.classList.remove("jq-sr");
      const { words, next } = options[Number(select.value)];
      const left = next && !isFilled(at(value, next.field)) ? next : null;
      filled.textContent = [phrase("Filled in below: {words}.", { words }), left && left.words].filter(Boolean).join(" ");
      const set = left && sets.find((each) => each.of(left.field));
      if (set) set.unfold(left.field);
    };
    const filled = make("span", { class: "jq-status", role: "status" });
    const note = make("p", { class: "jq-note", hidden: true });
    select.addEventListener("change", () => {
      const chosen = select.value === "" ? {} : options[Number(select.value)];
      note.textContent = chosen.note || "";
      note.hidden = !chosen.note;
      filled.textContent = chosen.note || "";
      filled.classList.toggle("jq-sr", Boolean(chosen.note));
    });
    const field = make("div", { class: "jq-field jq-wide" }, make("label", { for: ids.control }, label), make("p", { class: "jq-hint", id: ids.hint }, hint), select);
    return make("div", { class: "jq-preset" }, field, note, make("div", { class: "jq-actions" }, make("button", { type: "button", class: "jq-button", onclick: use }, button), filled));
  };
  const shown = model.get("groups").filter((group) => legends.includes(group.legend));
  const alone = shown.length === 1;
  const sets = shown.map((group) => {
    const set = fieldSet(group.fields, () => model.get("choices"), () => model.get("value"), change);
    const presets = model.get("presets")[group.legend] || [];
    const parts = [...presets.map(preset), set.element];
    const element = group.legend && !alone ? make("fieldset", { class: "jq-group" }, make("legend", {}, group.legend), ...parts) : make("div", {}, ...parts);
    return { ...set, legend: group.legend, element };
  });
  const root = make("div", { class: "jq jq-form" }, ...sets.map((set) => set.element));
  const said = make("p", { class: "jq-note", role: "status" });
  const tell = () => {
    const { words, href } = model.get("first");
    said.replaceChildren(...(words ? [make("a", { href }, words), " "] : []), model.get("said"));
    said.hidden = !model.get("said");
  };
  const hide = () => sets.forEach((set) => (set.element.hidden = model.get("hidden").includes(set.legend)));
  root.append(said);
  root.id = place;
  el.append(root);
  const found = shown.flatMap((group) => group.fields).map(({ name }) => {
    const { element } = sets.find((each) => each.of(name)).of(name);
    const lines = make("div", { class: "jq-field-said" });
    element.append(lines);
    return () => showFindings(lines, model.get("findings")[name] || [], element.querySelector("input, select, textarea"));
  });
  const annotate = () => afterPress(() => found.forEach((each) => each()));
  const show = () => own || sets.forEach((set) => set.show());
  model.on("change:value change:choices", show);
  model.on("change:said change:first", tell);
  model.on("change:hidden", hide);
  model.on("change:findings", annotate);
  annotate();
  tell();
  hide();
  show();
  const leave = arrive(root);
  return () => {
    leave();
    model.off("change:value change:choices", show);
    model.off("change:said change:first", tell);
    model.off("change:hidden", hide);
    model.off("change:findings", annotate);
  };
}
// What a form that is no part of a plan was told stays in this tab, under the name in `kept`, for when the page is opened again.
function keepHere(model) {
  const name = model.get("kept");
  if (!name) return () => {};
  const tried = (act) => {
    try {
      return act();
    } catch {
      return null; // Without storage, or with something else in it, the form begins anew.
    }
  };
  const keep = () => tried(() => sessionStorage.setItem(name, JSON.stringify(model.get("value"))));
  const found = tried(() => JSON.parse(sessionStorage.getItem(name)));
  if (found && Object.getPrototypeOf(found) === Object.prototype && !same(found, model.get("value"))) {
    model.set("value", found);
    model.save_changes();
  }
  model.on("change:value", keep);
  return () => model.off("change:value", keep);
}
async function render({ model, el }) {
  const reference = model.get("form");
  if (reference) return drawForm(await model.widget_manager.get_model(reference.replace("IPY_MODEL_", "")), el, model.get("legends"), model.get("place"));
  const elsewhere = model.get("elsewhere");
  const legends = model.get("groups").map((group) => group.legend);
  const forget = keepHere(model);
  const leave = drawForm(model, el, legends.filter((legend) => !elsewhere.includes(legend)), model.get("place"));
  return () => {
    forget();
    leave();
  };
}
export default { render };
