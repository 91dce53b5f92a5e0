// The way in: a plan of one's own, an example, or a saved plan. `taken` names the example that is open.
function render({ model, el }) {
  let waiting = false;
  // What was typed just now, which the workbook may not have read yet.
  let written = false;
  const take = async (key, title) => {
    const question = phrase("Your answers will be replaced by the example “{title}”. Undo brings them back.", { title });
    if ((written || model.get("busy")) && !(await ask(question, phrase("Use the example")))) return;
    const again = model.get("taken") === title;
    waiting = !again;
    tellWorkbook(model, { take: key });
    if (again) words.focus();
  };
  const cards = model.get("examples").map(({ key, title, about }) =>
    make(
      "li",
      { class: "jq-card" },
      make("p", { class: "jq-strong" }, title),
      make("p", {}, about),
      make("button", { type: "button", class: "jq-button", onclick: () => take(key, title) }, phrase("Use this example"), make("span", { class: "jq-sr" }, ` ${title}`)),
    ),
  );
  const id = uid();
  const begin = make("a", { class: "jq-button jq-button-main jq-large", href: "#header" });
  const looked = make("p", { class: "jq-hint" }, phrase("These plans are made up. Take one to see what a finished plan looks like."));
  const list = make("div", { id, class: "jq-examples", hidden: true }, looked, make("ul", { class: "jq-cards" }, ...cards));
  const look = make("button", { type: "button", class: "jq-button jq-large", "aria-expanded": "false", "aria-controls": id }, phrase("Look at an example"));
  const unfold = (open) => {
    list.hidden = !open;
    look.setAttribute("aria-expanded", String(open));
  };
  look.addEventListener("click", () => unfold(list.hidden));
  // The bar of the page opens files.
  const open = make("button", { type: "button", class: "jq-link", onclick: () => document.querySelector('.jq-bar input[type="file"]').click() }, phrase("Open a plan you saved"));
  const words = make("p", { class: "jq-strong", tabindex: -1 });
  const links = [["#header", phrase("See the plan")], ["#definition", phrase("See what a quality job is in it")]].map(([href, said]) => make("a", { href }, said));
  const banner = make("div", { class: "jq-taken" }, words, make("p", { class: "jq-actions" }, ...links), make("p", { class: "jq-hint" }, phrase("Change what you like: nothing happens to the example. Undo brings your own answers back. To begin anew, clear the answers.")));
  const show = () => {
    const taken = model.get("taken");
    begin.textContent = model.get("busy") ? phrase("Go on with my plan") : phrase("Start my plan");
    begin.href = (model.get("busy") && model.get("go_on")) || "#header";
    words.textContent = phrase("You are looking at a made-up plan: {taken}", { taken });
    banner.hidden = !taken;
    if (!waiting || !taken) return;
    waiting = false;
    unfold(false);
    words.focus();
  };
  const write = () => (written = true);
  const counted = () => (written = false);
  window.addEventListener("jq-typed", write);
  model.on("change:busy", counted);
  model.on("change:busy change:taken change:go_on", show);
  show();
  el.append(make("div", { class: "jq" }, banner, make("p", { class: "jq-actions jq-ways" }, begin, look, open), list));
  return () => {
    window.removeEventListener("jq-typed", write);
    model.off("change:busy", counted);
    model.off("change:busy change:taken change:go_on", show);
  };
}
export default { render };
