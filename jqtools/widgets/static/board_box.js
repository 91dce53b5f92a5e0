// One box of the board: its words, edited in place, and one button that opens all the rest.
const chip = (words, css = "") => make("span", { class: `jq-chip ${css}` }, words);

function box(id, owner) {
  const { stage } = owner.node(id);
  const ids = { text: uid() };
  const words = textControl({ type: "long", name: "text", rows: 1 }, { control: ids.text }, (text) => owner.set(id, "text", text));
  words.control.classList.add("jq-box-text");
  const label = make("label", { class: "jq-sr", for: ids.text });
  const name = make("span", { class: "jq-sr" });
  const [linked, said] = [make("span", { class: "jq-chips" }), make("span", { class: "jq-chips" })];
  const edit = make("button", { type: "button", class: "jq-edit", "aria-expanded": "false", onclick: () => owner.open(id) }, make("span", { class: "jq-edit-word" }, phrase("Edit")), name, linked, said);
  const grip = make("span", { class: "jq-grip", "aria-hidden": "true", title: phrase("Drag to move") });
  const handle = make("span", { class: "jq-handle", "aria-hidden": "true", title: phrase("Drag to a box to link") });
  const targets = make("p", { class: "jq-targets" });
  const element = make("li", { class: `jq-box jq-box-${stage}`, id }, label, words.control, targets, make("div", { class: "jq-box-foot" }, grip, edit), handle);
  element.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.altKey) return;
    event.preventDefault();
    owner.move(id, step);
  });
  let seen = "";
  // `links` are those that leave this box. A box that is as it was is left alone.
  const show = (place, links, nodes) => {
    const texts = links.map((link) => [wayOf(link), wordsOf(nodes, link.target)]);
    const now = JSON.stringify([place, nodes.items[id].text, texts]);
    if (now === seen) return;
    seen = now;
    label.textContent = `${capital(stage)} ${place}`;
    words.show(nodes.items[id].text, () => {});
    name.textContent = ` ${stage} ${place}: ${shortened(wordsOf(nodes, id))}`;
    const count = (kind) => texts.filter(([way]) => way === kind).length;
    const [on, back] = [count("leads_to"), count("feeds_back")];
    const asked = on || (stage !== "outcome" && !back);
    const chips = [asked && chip(phrase("leads to {n}", { n: on })), back && chip(phrase("feeds back into {n}", { n: back }))];
    linked.replaceChildren(...chips.filter(Boolean).flatMap((each) => [comma(), each]));
    targets.replaceChildren(...texts.map(([way, text]) => make("span", {}, `${way === "leads_to" ? "→" : phrase("Back to:")} ${text}`)));
  };
  const annotate = (findings) => {
    const count = findingCount(findings);
    const open = findings.some((each) => each.severity === "error" && !each.accepted);
    if (said.textContent.replace(", ", "") !== count) said.replaceChildren(...(count ? [comma(), chip(count, open ? "jq-chip-fix" : "jq-chip-consider")] : []));
  };
  const mark = (open) => {
    element.classList.toggle("jq-box-open", open);
    edit.setAttribute("aria-expanded", String(open));
  };
  return { element, show, annotate, mark, edit, focus: () => words.control.focus() };
}
const comma = () => make("span", { class: "jq-sr" }, ", ");
