// The cost of everybody who takes part, and a button that puts it into the plan.
function render({ model, el }) {
  const total = make("p", { class: "jq-cost-total" });
  const open = make("ul", { class: "jq-cost-open" });
  const lines = make("ul", {});
  const worked = make("details", { class: "jq-rest" }, make("summary", {}, phrase("How the total is worked out")), lines);
  const tag = make("span", { class: "jq-tag jq-tone-good" }, phrase("In your plan"));
  const link = make("a", {}, phrase("See the input in step 3"));
  const words = make("span", {});
  const there = make("p", { class: "jq-cost-there", tabindex: "-1" }, tag, words, link);
  const add = make("button", { type: "button", class: "jq-button", onclick: () => tellWorkbook(model, { act: "add" }) });
  const live = make("p", { class: "jq-status", role: "status", "aria-live": "polite" });
  const fill = (list, texts) => {
    list.replaceChildren(...texts.map((text) => make("li", {}, text)));
    list.hidden = !texts.length;
  };
  const draw = () => {
    const shown = model.get("shown");
    total.textContent = shown.total;
    fill(open, shown.open);
    fill(lines, shown.lines);
    worked.hidden = !shown.lines.length;
    there.hidden = !shown.there;
    words.textContent = shown.there;
    link.hidden = !shown.href;
    if (shown.href) link.href = shown.href;
    // The button that was pressed goes when its work is done: what it made takes the focus.
    const leaves = !shown.button && document.activeElement === add;
    add.textContent = shown.button;
    add.hidden = !shown.button;
    if (leaves) (shown.href ? link : there).focus();
  };
  const tell = () => (live.textContent = model.get("said"));
  el.append(make("div", { class: "jq jq-cost" }, total, open, worked, there, make("div", { class: "jq-actions" }, add), live));
  draw();
  return heed(model, { "change:shown": draw, "change:said": tell });
}
export default { render };
