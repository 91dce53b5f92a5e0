// One box of the board: its words, edited in place; what is to know of it; a button that opens all the rest, and one that links it.
const chip = (words, css = "") => make("span", { class: `jq-chip ${css}` }, words);
const comma = () => make("span", { class: "jq-sr" }, ", ");

// A box says one thing: Enter ends its words, Shift and Enter break a line, and no empty line stays at the end.
const ends = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".jq-box-text");
const trimWords = ({ target }) => target.matches(".jq-box-text") && (target.value = target.value.trimEnd());

// What a box may be asked with Alt and a key: Up and Down move it, L links it.
function boxKeys(event, id, owner) {
  if (ends(event)) return event.preventDefault(), owner.finish(id);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || event.ctrlKey || event.metaKey || !(step || event.code === "KeyL")) return;
  event.preventDefault();
  if (step) owner.move(id, step);
  else owner.linkFrom(id, event.target);
}

// What leaves a box, in chips and, for a phone, in words.
function leavingChips(texts, stage) {
  const count = (kind) => texts.filter(([way]) => way === kind).length;
  const [on, back] = [count("leads_to"), count("feeds_back")];
  const asked = on || (stage !== "outcome" && !back);
  const chips = [asked && chip(phrase("leads to {n}", { n: on })), back && chip(phrase("feeds back into {n}", { n: back }))];
  return chips.filter(Boolean).flatMap((each, place) => (place ? [comma(), each] : [each]));
}
const leavingWords = (texts) => texts.map(([way, text]) => make("span", {}, way === "leads_to" ? "→" : phrase("Back to:"), " ", text));

function box(id, owner) {
  const { stage } = owner.node(id);
  const ids = { text: uid(), said: uid() };
  const words = textControl({ type: "long", name: "text", rows: 1 }, { control: ids.text }, (text) => owner.set(id, "text", text));
  words.control.classList.add("jq-box-text");
  words.control.setAttribute("aria-keyshortcuts", "Alt+L Alt+ArrowUp Alt+ArrowDown");
  const label = make("label", { class: "jq-sr", for: ids.text });
  const names = [make("span", { class: "jq-sr" }), make("span", { class: "jq-sr" })];
  const [linked, said] = [make("span", { class: "jq-chips" }), make("span", { class: "jq-chips" })];
  const facts = make("p", { class: "jq-box-facts", id: ids.said }, linked, said);
  const edit = make("button", { type: "button", class: "jq-link jq-edit", "aria-expanded": "false", "aria-describedby": ids.said, onclick: () => owner.open(id) }, phrase("Edit"), names[0]);
  const link = make("button", { type: "button", class: "jq-link jq-link-from", "aria-expanded": "false", title: phrase("Link to another box (Alt+L)"), onclick: () => owner.linkFrom(id, link) }, phrase("Link"), names[1]);
  const grip = make("span", { class: "jq-grip", "aria-hidden": "true", title: phrase("Drag to move") });
  const handle = make("span", { class: "jq-handle", "aria-hidden": "true", title: phrase("Drag to a box to link") });
  const targets = make("p", { class: "jq-targets" });
  const element = make("li", { class: `jq-box jq-box-${stage}`, id }, label, words.control, targets, facts, make("div", { class: "jq-box-foot" }, grip, edit, link), handle);
  element.addEventListener("keydown", (event) => boxKeys(event, id, owner));
  element.addEventListener("change", trimWords, true);
  let seen = "";
  // `links` are those that leave this box. A box that is as it was is left alone.
  const show = (place, links, nodes) => {
    const texts = links.map((each) => [wayOf(each), wordsOf(nodes, each.target)]);
    const now = JSON.stringify([place, nodes.items[id].text, texts]);
    if (now === seen) return;
    seen = now;
    label.textContent = `${stageWords(stage).one} ${place}`;
    words.show(nodes.items[id].text, () => {});
    names.forEach((name) => (name.textContent = ` ${stageWords(stage).within} ${place}: ${shortened(wordsOf(nodes, id))}`));
    linked.replaceChildren(...leavingChips(texts, stage));
    targets.replaceChildren(...leavingWords(texts));
  };
  const annotate = (findings) => {
    const count = findingCount(findings);
    const tone = findingTone(findings);
    if (said.textContent.replace(", ", "") !== count) said.replaceChildren(...(count ? [comma(), chip(count, tone && `jq-chip-${tone}`)] : []));
  };
  // While a panel stands beside the board, it has the links, and the box the room.
  const mark = (open, beside) => {
    link.hidden = beside;
    element.classList.toggle("jq-box-open", open);
    edit.setAttribute("aria-expanded", String(open));
  };
  return { element, stage, show, annotate, mark, edit, link, focus: () => words.control.focus() };
}
