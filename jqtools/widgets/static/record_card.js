// One record as a card that opens: its fields, what is worked out beside it, what the coach says, what can be done.
function card(id, owner) {
  const { model, change, remove, move } = owner;
  const fixed = model.get("fixed");
  const head = model.get("headings")[id] || {};
  const name = uid();
  const title = make("span", { class: "jq-record-title", id: name });
  const tag = make("span", { class: "jq-tag" });
  const note = make("p", { class: "jq-note" });
  const found = make("div", {});
  const under = make("span", { class: "jq-record-under" });
  const record = () => model.get("value").items[id] || {};
  const isOpen = () => details.open;
  const beside = cardAsides[model.get("aside")];
  const aside = beside ? beside({ ...owner, id, record, isOpen, focus: (name) => set.focus(name), redraw: () => annotate() }) : null;
  const write = (name, value) => change(id, { [name]: value });
  const offers = model.get("repeats").map((offer) => repeatOffer(offer, { ...owner, id, record, focus: (name) => set.focus(name) }));
  const set = fieldSet(model.get("fields"), () => model.get("choices"), record, write, () => {}, aside && aside.element);
  const button = (words, act, css) =>
    make("button", { type: "button", class: `jq-link ${css || ""}`, onclick: act }, words, make("span", { class: "jq-sr jq-name" }));
  const moves = [button(phrase("Move up"), () => move(id, -1)), button(phrase("Move down"), () => move(id, 1))];
  const actions = fixed ? null : make("div", { class: "jq-actions" }, ...moves, button(phrase("Remove"), () => remove(id), "jq-remove"));
  const details = make(
    "details",
    { class: "jq-record" },
    make("summary", {}, title, tag, under),
    make("div", { class: "jq-record-body", role: "group", "aria-labelledby": name }, head.hint ? make("p", { class: "jq-hint" }, head.hint) : null, set.element, note, found, actions),
  );
  offers.forEach((each) => set.of(each.field).element.before(each.element));
  const element = make("li", { id }, details);
  const summary = details.querySelector("summary");
  summary.addEventListener("click", () => details.open || owner.opening(id));
  const leave = arrive(element);
  const nameIt = (own) => {
    const about = model.get("notes")[id] || {};
    const words = head.title || about.title || own || phrase("New {noun}", { noun: model.get("noun") });
    title.textContent = words;
    element.querySelectorAll(".jq-name").forEach((name) => (name.textContent = ` ${words}`));
  };
  // The title follows every key: were it changed on leaving the field, what is tapped next would move away.
  const titled = set.of(model.get("title_field"));
  if (titled) titled.element.addEventListener("input", (event) => nameIt(event.target.value));
  const show = () => {
    nameIt(at(record(), model.get("title_field")));
    moves.forEach((each) => (each.hidden = model.get("value").order.length < 2));
    set.show();
    offers.forEach((each) => each.show());
  };
  // A card folds by itself, but not while somebody is in it or an answer in it has to be mended.
  const fold = () => {
    if (details.open && !details.contains(document.activeElement) && !set.wrong()) details.open = false;
  };
  details.addEventListener("toggle", show);
  const annotate = () => {
    const about = model.get("notes")[id] || {};
    tag.textContent = about.tag || "";
    tag.className = `jq-tag jq-tone-${about.tone || "none"}`;
    tag.hidden = !about.tag;
    note.textContent = about.text || "";
    note.hidden = !about.text;
    under.textContent = about.under || "";
    under.hidden = !about.under;
    if (aside) aside.show(about);
    showFindings(found, owner.isBegun(id) ? model.get("findings")[id] || [] : [], summary);
  };
  return { element, details, show, annotate, leave, fold, words: () => title.textContent, focus: () => summary.focus() };
}
