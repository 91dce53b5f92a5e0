// A list that somebody has already, one change a line. It is sent as it is; `said` tells what came of it.
function render({ model, el }) {
  const ids = { control: uid(), hint: uid() };
  const box = make("textarea", { id: ids.control, class: "jq-input", rows: 6, maxlength: 4000, "aria-describedby": ids.hint });
  const said = make("p", { class: "jq-status", role: "status" });
  const add = () => {
    if (box.value.trim()) tellWorkbook(model, { act: "add", lines: box.value });
    else said.textContent = phrase("Write or paste a line first.");
  };
  const field = make(
    "div",
    { class: "jq-field jq-wide" },
    make("label", { for: ids.control }, phrase("One change a line")),
    make("p", { class: "jq-hint", id: ids.hint }, phrase("A rule, a contract term, a pay scale, a form, a meeting, a habit. Dashes and numbers in front are left out.")),
    box,
  );
  const button = make("button", { type: "button", class: "jq-button", onclick: add }, phrase("Make a card for each line"));
  const fold = make("details", { class: "jq-paste" }, make("summary", {}, phrase("Paste a list you have")), make("div", { class: "jq-paste-body" }, field, button));
  el.append(make("div", { class: "jq" }, fold, said));
  // The list stays in the box until it has become cards.
  const tell = () => {
    said.textContent = model.get("said");
    if (model.get("said") && model.get("shown").taken) box.value = "";
    // The new cards push the box down: whoever pressed its button still sees it, and what came of it.
    [0, 300].forEach((wait) => setTimeout(() => fold.contains(document.activeElement) && said.scrollIntoView({ block: "nearest" }), wait));
  };
  model.on("change:said", tell);
  return () => model.off("change:said", tell);
}
export default { render };
