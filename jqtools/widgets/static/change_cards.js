// What the card of a change shows between its fields: the rating as it stands, what to do with it, and where to look.
const ACTION = "action";

// The bands side by side, the one that holds marked by words, weight and thickness.
function ratingMeter(bands) {
  const steps = bands.map((words) => make("li", {}, make("span", { class: "jq-meter-words" }, words), make("span", { class: "jq-sr" })));
  const element = make("ol", { class: "jq-meter" }, ...steps);
  const show = (band) =>
    steps.forEach((step, place) => {
      step.classList.toggle("jq-meter-reached", band !== null && place <= band);
      step.classList.toggle("jq-meter-here", place === band);
      step.lastChild.textContent = place === band ? phrase(": this one") : "";
    });
  return { element, show };
}

// A text to start from and to change before it is taken.
function draft(label, hint, button, take) {
  const ids = { control: uid(), hint: uid() };
  const box = make("textarea", { id: ids.control, class: "jq-input", rows: 3, maxlength: 4000, "aria-describedby": ids.hint });
  const use = () => (box.value.trim() ? take(box.value.trim()) : box.focus());
  const element = make(
    "div",
    { class: "jq-draft" },
    make("label", { for: ids.control }, label),
    make("p", { class: "jq-hint", id: ids.hint }, hint),
    box,
    make("button", { type: "button", class: "jq-button jq-small", onclick: use }, button),
  );
  return { element, box };
}

// Known rewrites: those that fit the words first, then all others.
function rewrites(known, card) {
  const id = uid();
  const select = make("select", { id, class: "jq-input" });
  const mine = draft(
    phrase("Your words for the part you control"),
    phrase("Change them until they fit, then take them."),
    phrase("Rewrite it with these words"),
    (words) => {
      const again = Object.fromEntries(card.model.get("aids").again.map((name) => [name, null]));
      card.change(card.id, { ...again, action: "refine", refined_text: words }, phrase("Rewritten. Now answer for the part you wrote: what kind of thing it is, where it would happen, who decides it, and who carries it out."));
      card.focus("refined_text");
    },
  );
  const options = (keys) => keys.map((key) => make("option", { value: key }, phrase("{outside} → {inside}", known[key])));
  let drawn = null;
  const show = (fits) => {
    if (same(drawn, fits)) return;
    drawn = fits;
    const kept = select.value;
    const rest = Object.keys(known).filter((key) => !fits.includes(key));
    const group = (label, keys) => keys.length && make("optgroup", { label }, ...options(keys));
    const groups = [group(phrase("Close to your words"), fits), group(phrase("Others"), rest)].filter(Boolean);
    select.replaceChildren(make("option", { value: "" }, phrase("Choose an example…")), ...groups);
    select.value = kept;
    if (fits.length && !mine.box.value) {
      select.value = fits[0];
      mine.box.value = known[fits[0]].inside;
    }
  };
  select.addEventListener("change", () => known[select.value] && (mine.box.value = known[select.value].inside));
  const element = make("div", { class: "jq-draft" }, make("label", { for: id }, phrase("Start from an example: outside → inside")), select, mine.element);
  return { element, show };
}

// Questions to take to counsel, by the kind of the change.
function legalQuestions(byKind) {
  const words = make("span", {});
  const list = make("ul", {});
  const element = make("details", { class: "jq-law" }, make("summary", {}, words), make("p", { class: "jq-hint" }, phrase("Take these to your counsel. The workbook gives no legal advice.")), list);
  const fact = (each) => make("li", {}, each.text, make("span", { class: "jq-hint" }, each.source));
  let drawn = null;
  const show = (kind) => {
    const asked = byKind[kind] || [];
    element.hidden = !asked.length;
    if (drawn === kind) return;
    drawn = kind;
    words.textContent = phrase("What to ask about the law ({n})", { n: asked.length });
    list.replaceChildren(
      ...asked.map(({ question, why, facts }) =>
        make("li", {}, make("strong", {}, question), make("p", {}, why), facts.length ? make("ul", { class: "jq-facts" }, ...facts.map(fact)) : null),
      ),
    );
  };
  return { element, show };
}

cardAsides.change = (card) => {
  const aids = card.model.get("aids");
  const meter = ratingMeter(aids.bands);
  const [why, more, coach] = ["jq-rating-why", "jq-hint", "jq-rating-coach"].map((css) => make("p", { class: css }));
  const quick = make("button", { type: "button", class: "jq-button jq-small" });
  const offer = make("p", { class: "jq-actions" }, quick);
  const refine = rewrites(aids.rewrites, card);
  const ask = draft(
    phrase("Or ask whoever decides"),
    phrase("What you want them to do, and by when."),
    phrase("Ask a partner with these words"),
    (words) => {
      card.change(card.id, { action: "partner", partner_ask: words }, phrase("Taken as a request. Now name the partner."));
      card.focus("partner_name");
    },
  );
  const split = make("button", { type: "button", class: "jq-button jq-small" });
  const both = make("p", { class: "jq-split" }, make("span", {}, phrase("This looks like two changes. ")), split);
  const help = make("details", { class: "jq-refine" }, make("summary", {}, phrase("Find the part you control")), refine.element, ask.element);
  const legal = legalQuestions(aids.legal);
  const name = uid();
  const element = make(
    "div",
    { class: "jq-rating", role: "group", "aria-labelledby": name },
    make("p", { class: "jq-rating-name", id: name }, phrase("How much of it is yours")),
    meter.element,
    why,
    more,
    coach,
    offer,
    both,
    help,
    legal.element,
  );
  let now = {};
  let heard = null;
  quick.addEventListener("click", () => {
    card.change(card.id, { [ACTION]: now.quick.action }, phrase("Taken: {words}.", now.quick));
    card.focus(ACTION);
    card.redraw();
  });
  split.addEventListener("click", () => {
    const { field, first, second } = now.split;
    card.double(card.id, { [field]: first }, { [field]: second }, phrase("Split in two: the second is the next card. Undo brings them together."));
    card.focus("text");
  });
  const show = (about) => {
    now = about;
    meter.show(about.band === undefined ? null : about.band);
    for (const [line, words] of [[why, about.why], [more, about.more], [coach, about.coach]]) {
      line.textContent = words || "";
      line.hidden = !words;
    }
    const open = about.quick && about.quick.action && !card.record()[ACTION];
    offer.hidden = !open;
    if (open) quick.textContent = about.quick.words;
    const two = Boolean(about.split && about.split.first);
    both.hidden = !two;
    if (two) split.textContent = phrase("Split it: “{first}” and “{second}”", about.split);
    help.hidden = !about.help;
    refine.show(about.fits || []);
    if (about.ask && (!ask.box.value || ask.box.value === ask.offered)) ask.box.value = ask.offered = about.ask;
    legal.show(about.kind);
    if (about.why && heard !== null && heard !== about.tag && card.isOpen()) card.say(phrase("Rating: {why}", about));
    heard = about.tag || "";
  };
  return { element, show };
};
