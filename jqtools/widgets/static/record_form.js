// A form for one record, in groups. `value` is the record as it stands in the plan file.
function render({ model, el }) {
  let own = false;
  const change = (name, entry) => {
    const value = clone(model.get("value"));
    put(value, name, entry);
    own = true;
    typed(model, value);
    own = false;
    sets.forEach((set) => set.show());
  };
  const sets = model.get("groups").map((group) => {
    const set = fieldSet(group.fields, () => model.get("choices"), () => model.get("value"), change);
    return { ...set, legend: group.legend };
  });
  const root = make(
    "div",
    { class: "jq jq-form" },
    ...sets.map((set) =>
      set.legend
        ? make("fieldset", { class: "jq-group" }, make("legend", {}, set.legend), set.element)
        : set.element,
    ),
  );
  const said = make("p", { class: "jq-note", role: "status" });
  const tell = () => {
    said.textContent = model.get("said");
    said.hidden = !model.get("said");
  };
  root.append(said);
  root.id = model.get("place");
  el.append(root);
  const show = () => own || sets.forEach((set) => set.show());
  model.on("change:value change:choices", show);
  model.on("change:said", tell);
  tell();
  show();
  const leave = arrive(root);
  return () => {
    leave();
    model.off("change:value change:choices", show);
    model.off("change:said", tell);
  };
}
export default { render };
