// The one panel of the board: all of a box but its words. It stands beside the board, or over its right; it fills a small screen.
const FOLDS = [["leads", true], ["feeds", false], ["details", false]];

// What the coach says of a box and of the links that leave it.
function findingsOf(model, id) {
  const { nodes, links } = model.get("value");
  const all = model.get("findings");
  const about = (link) => phrase("{way} “{text}”", { way: wayWords(wayOf(link)), text: wordsOf(nodes, link.target) });
  const ofLink = (key) => (all[key] || []).map((each) => ({ ...each, about: about(links.items[key]) }));
  return [...(all[id] || []), ...links.order.filter((key) => links.items[key].source === id).flatMap(ofLink)];
}

// Whether a fold is open stays the same from box to box.
function keepFold(open, name, element) {
  element.open = open.get(name);
  element.addEventListener("toggle", () => open.set(name, element.open));
  return element;
}

// A part of the panel that folds.
function panelFold(open, name, ...content) {
  const title = make("span", {});
  const element = keepFold(open, name, make("details", { class: `jq-drawer-fold jq-drawer-${name}` }, make("summary", {}, title), ...content));
  return { element, say: (words) => title.textContent === words || (title.textContent = words) };
}

// What the panel holds about one box: what is asked first, its links, all else that may be said, then the coach.
function panelContent(id, owner, open) {
  const { model } = owner;
  const { stage } = owner.node(id);
  const [ahead, back] = ["leads_to", "feeds_back"].map((kind) => linkGroup(id, kind, owner));
  const folds = { leads: panelFold(open, "leads", ahead.element), feeds: panelFold(open, "feeds", back.element) };
  const links = make("div", {}, folds.leads.element, folds.feeds.element);
  const fields = fieldSet(model.get("forms")[stage] || [], () => model.get("choices"), () => owner.node(id) || {}, (name, entry) => owner.set(id, name, entry), () => {}, links);
  for (const part of fields.element.querySelectorAll(":scope > .jq-part")) keepFold(open, "details", part);
  const found = make("div", {});
  const button = (words, act, css = "") => make("button", { type: "button", class: `jq-button jq-small ${css}`, onclick: act }, words);
  const element = make(
    "div",
    { class: "jq-drawer-body" },
    fields.element,
    found,
    make("div", { class: "jq-actions" }, button(phrase("Move up"), () => owner.move(id, -1)), button(phrase("Move down"), () => owner.move(id, 1)), button(phrase("Remove"), () => owner.remove(id), "jq-remove")),
  );
  const show = () => {
    const [on, feeding] = [ahead.show(), back.show()];
    fields.show();
    folds.leads.element.hidden = !on.all;
    folds.feeds.element.hidden = !feeding.all;
    folds.leads.say(phrase("Leads to {n} of {all}", { n: on.linked, all: on.all }));
    folds.feeds.say(phrase("Feeds back into {n} of {all}", { n: feeding.linked, all: feeding.all }));
  };
  const annotate = () => showFindings(found, findingsOf(model, id), element.querySelector("summary"));
  const row = (key) => element.querySelector(`#${CSS.escape(key)}`);
  return { element, show, annotate, row };
}

// What comes or goes above the control that has the focus does not push it out of sight.
function steady(panel, change) {
  const held = panel.contains(document.activeElement) && document.activeElement;
  const before = held && held.getBoundingClientRect().top;
  change();
  if (held && held.isConnected) panel.scrollTop += held.getBoundingClientRect().top - before;
}

// `live` is the status line of the board, which a panel over the whole screen takes along.
function boardPanel(owner, live) {
  const open = new Map(FOLDS);
  const ids = { title: uid() };
  const kind = make("p", { class: "jq-drawer-kind" });
  const title = make("h3", { id: ids.title, tabindex: "-1" }, kind);
  const done = make("button", { type: "button", class: "jq-button jq-small", onclick: () => owner.close() }, phrase("Done"));
  const element = make("dialog", { class: "jq-drawer", "aria-labelledby": ids.title }, make("div", { class: "jq-drawer-head" }, make("div", {}, kind, title), done));
  element.addEventListener("cancel", (event) => (event.preventDefault(), owner.close()));
  const panel = { element, id: null, content: null };
  const home = live.parentElement;
  // A dialog takes the focus as it opens: who called puts it where it belongs.
  const stand = (full) => {
    if (element.open) element.close();
    if (full) element.showModal();
    else element.show();
    (full ? element : home).append(live);
  };
  panel.open = (id, full) => {
    if (panel.content) panel.content.element.remove();
    panel.id = element.dataset.about = id;
    panel.content = panelContent(id, owner, open);
    element.append(panel.content.element);
    panel.show();
    panel.annotate();
    stand(full);
    panel.content.show();
    element.scrollTop = 0;
  };
  // Whether the panel had to be put elsewhere.
  panel.turn = (full) => {
    if (!panel.id || element.matches(":modal") === full) return false;
    const focused = element.contains(document.activeElement) && document.activeElement;
    stand(full);
    (focused || title).focus({ preventScroll: true });
    return true;
  };
  panel.close = () => {
    element.close();
    home.append(live);
    panel.content.element.remove();
    panel.id = panel.content = null;
  };
  panel.show = () => {
    const { nodes } = owner.model.get("value");
    const { stage, text } = nodes.items[panel.id];
    const column = columnOf(nodes, stage);
    kind.textContent = phrase("{kind} {place} of {all}", { kind: stageWords(stage).one, place: column.indexOf(panel.id) + 1, all: column.length });
    title.textContent = text || phrase("(no words yet)");
    steady(element, panel.content.show);
  };
  panel.annotate = () => steady(element, panel.content.annotate);
  panel.focus = () => title.focus({ preventScroll: true });
  // The link with this key, wherever it stands now: open its part and go there.
  panel.reach = (key) => {
    const row = panel.content.row(key);
    if (!row) return;
    for (let part = row; part !== element; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    row.querySelector("input").focus();
  };
  return panel;
}
