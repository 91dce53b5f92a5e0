// Why and who, for a line of the change log. What is being typed stays when the log grows.
function render({ model, el }) {
  const ids = { line: uid(), why: uid(), role: uid() };
  const select = make("select", { id: ids.line, class: "jq-input" });
  const why = make("input", { type: "text", id: ids.why, class: "jq-input", maxlength: 4000, autocomplete: "off" });
  const role = make("input", { type: "text", id: ids.role, class: "jq-input", maxlength: 4000, autocomplete: "off" });
  const said = make("p", { class: "jq-status", role: "status" });
  const field = (id, label, control) => make("div", { class: "jq-field jq-wide" }, make("label", { for: id }, label), control);
  const lines = () => model.get("shown").lines || [];
  const fill = () => {
    const line = lines().find((each) => each.id === select.value) || { why: "", role: "" };
    why.value = line.why;
    role.value = line.role;
  };
  const keep = () => tellWorkbook(model, { act: "keep", line: select.value, why: why.value, role: role.value });
  const form = make(
    "details",
    { class: "jq-paste" },
    make("summary", {}, phrase("Say why something changed")),
    make(
      "div",
      { class: "jq-paste-body" },
      field(ids.line, phrase("Which change"), select),
      field(ids.why, phrase("Why"), why),
      field(ids.role, phrase("Who (a role)"), role),
      make("button", { type: "button", class: "jq-button", onclick: keep }, phrase("Keep the reason")),
    ),
  );
  select.addEventListener("change", fill);
  const draw = () => {
    const before = select.value;
    const keys = [...select.options].map((option) => option.value);
    form.hidden = !lines().length;
    if (same(keys, lines().map((each) => each.id))) return;
    select.replaceChildren(...lines().map(({ id, words }) => make("option", { value: id }, words)));
    if (lines().some((each) => each.id === before)) select.value = before;
    else fill();
  };
  const tell = () => (said.textContent = model.get("said"));
  draw();
  el.append(make("div", { class: "jq" }, form, said));
  return heed(model, { "change:shown": draw, "change:said": tell });
}
export default { render };
