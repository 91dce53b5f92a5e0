// Drawing a link step by step, with the keyboard or a finger: the box that it leaves lists the boxes that it may lead to,
// and these are marked on the board. Type and Enter, or press one; Esc, or "Link" again, gives up. With a finger, or where
// there is only one, nothing is typed.
const touched = () => window.matchMedia("(hover: none)").matches;
function linkPicker(owner, id, drop) {
  const field = uid();
  const control = make("input", { type: "search", id: field, class: "jq-input", autocomplete: "off" });
  const hint = make("p", { class: "jq-hint", id: uid() });
  control.setAttribute("aria-describedby", hint.id);
  const list = make("ul", { class: "jq-pick-list" });
  const cancel = make("button", { type: "button", class: "jq-link", onclick: () => drop(null) }, phrase("Cancel"));
  const name = make("label", { for: field });
  const looking = make("div", {}, make("div", { class: "jq-field" }, name, hint, control));
  const element = make("div", { class: "jq-pick jq-record-body", role: "group" }, looking, list, make("div", {}, cancel));
  let found = [];
  const show = () => {
    const logic = owner.model.get("value");
    const looked = control.value.trim().toLowerCase();
    const text = (target) => wordsOf(logic.nodes, target);
    const free = unlinkedOf(logic, id);
    const wanted = free.filter((target) => text(target).toLowerCase().includes(looked));
    looking.hidden = free.length === 1 && !looked;
    name.textContent = phrase("Leads to");
    element.setAttribute("aria-label", phrase("Link “{text}”", { text: shortened(wordsOf(logic.nodes, id)) }));
    hint.hidden = wanted.length > 0 && touched();
    hint.textContent = wanted.length ? phrase("Enter links the first: {text}", { text: shortened(text(wanted[0])) }) : phrase("No box has these words.");
    if (same(found, wanted.map((target) => [target, text(target)]))) return;
    found = wanted.map((target) => [target, text(target)]);
    list.replaceChildren(...found.map(([target, words]) => make("li", {}, make("button", { type: "button", class: "jq-button jq-small", onclick: () => drop(target) }, words))));
  };
  control.addEventListener("input", () => (show(), owner.say(found.length ? hint.textContent : phrase("No box has these words."))));
  const step = (event, by) => {
    const stops = [control, ...list.querySelectorAll("button")];
    const next = stops[stops.indexOf(event.target) + by];
    event.preventDefault();
    if (next) next.focus();
  };
  element.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Enter" && event.target === control) {
      event.preventDefault();
      if (found.length) drop(found[0][0]);
    } else return;
    event.stopPropagation();
  });
  return { element, show, focus: () => (looking.hidden || touched() ? list.querySelector("button") : control).focus({ preventScroll: true }) };
}

// While a link is drawn: boxes that it may lead to take a press anywhere, all others are out of reach.
function markTargets(boxes, source, legal, drop) {
  const undo = [];
  const still = (element) => ((element.inert = true), undo.push(() => (element.inert = false)));
  boxes.forEach(({ element }, id) => {
    if (id === source) return;
    element.classList.toggle("jq-legal", legal.includes(id));
    if (!legal.includes(id)) return still(element);
    const label = element.querySelector(".jq-box-text");
    const here = make("button", { type: "button", class: "jq-button jq-small jq-link-here" }, phrase("Link here"), make("span", { class: "jq-sr" }, `: ${label.value || phrase("(no words yet)")}`));
    const press = () => drop(id);
    [...element.children].forEach(still);
    element.prepend(here);
    element.addEventListener("click", press);
    undo.push(() => (here.remove(), element.removeEventListener("click", press), element.classList.remove("jq-legal")));
  });
  return () => undo.forEach((each) => each());
}

// `from` begins or gives up; `show` follows the plan while a link is drawn.
function linking(boxes, columns, owner) {
  let now = null;
  const free = () => unlinkedOf(owner.model.get("value"), now.id);
  const mark = () => {
    const legal = free();
    if (same(legal, now.legal) && boxes.size === now.size) return;
    if (now.unmark) now.unmark();
    Object.assign(now, { legal, size: boxes.size, unmark: markTargets(boxes, now.id, legal, drop) });
  };
  const end = () => {
    const { id, picker, unmark } = now;
    now = null;
    unmark();
    picker.element.remove();
    if (boxes.has(id)) boxes.get(id).link.setAttribute("aria-expanded", "false");
    owner.fit();
  };
  const drop = (target) => {
    const { id, back } = now;
    end();
    if (target) owner.link(id, target, "leads_to", true);
    else owner.say(phrase("No link was made."));
    // On a phone the box that it leaves may be in a column out of sight.
    columns.pick(owner.node(id).stage);
    const { edit, link } = boxes.get(id);
    const stand = back.matches("textarea") ? back : link.hidden ? edit : link;
    stand.focus({ preventScroll: true });
    boxes.get(id).element.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const from = (id, back) => {
    if (now) return drop(null);
    if (!unlinkedOf(owner.model.get("value"), id).length) return owner.say(phrase("There is no box yet that this one could lead to. Add one first."));
    const picker = linkPicker(owner, id, drop);
    now = { id, back, picker };
    const { element, link } = boxes.get(id);
    element.append(picker.element);
    link.setAttribute("aria-expanded", "true");
    mark();
    picker.show();
    picker.focus();
    picker.element.scrollIntoView({ block: "nearest" });
    owner.fit();
    owner.say(phrase("Type to find a box, or press one that is marked. Escape gives up."));
  };
  const show = () => {
    if (!now) return;
    if (!boxes.has(now.id)) return end();
    mark();
    now.picker.show();
  };
  return { from, show, giveUp: () => Boolean(now) && (drop(null), true) };
}
