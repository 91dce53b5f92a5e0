// A library to look through: words and filters narrow it at once, in the browser; "Use this" puts an entry into the plan.
const AT_ONCE = 5;
const plainWords = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
// "wages" also finds "wage"; short words stay as they are.
const stem = (word) => (word.length > 4 && word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.length > 3 ? word.replace(/s$/, "") : word);

// How well an entry fits the words: first how many of them are in it, then whether they are its title, an everyday word
// for it, or the beginning of one of these.
function fitOf({ title, asked, rest }, words) {
  const begins = (word) => (each) => each.startsWith(word);
  const one = (word) => {
    if (title.includes(word)) return 103;
    if (asked.includes(word)) return 102;
    if ([...title, ...asked].some(begins(word))) return 101;
    return rest.some(begins(word)) ? 100 : 0;
  };
  return words.reduce((sum, word) => sum + one(word), 0);
}

// The words that tell entries apart: not those that stand nowhere, or in nearly everything, unless there is no other.
function tellingWords(all, words) {
  const holding = (word) => all.filter(({ index }) => fitOf(index, [word])).length;
  const telling = words.filter((word) => holding(word) && holding(word) < all.length / 2);
  return telling.length ? telling : words;
}

// The words of an entry, with those of the choices under which it stands: "schedules" finds all that is about them.
function indexOf(entry, filters) {
  const more = entry.more.flatMap(([, lines]) => lines);
  const stands = filters.flatMap(({ name, options }) => options.filter(([value]) => value in (entry.found[name] || {})).map(([, label]) => label));
  const whole = (texts) => plainWords(texts.join(" ")).map(stem);
  return { title: whole([entry.key, entry.title]), asked: whole(entry.asked), rest: plainWords([entry.text, entry.watch, ...more, ...stands].join(" ")) };
}

// A list of [value, words] to choose from, which keeps its choice while the list changes.
function chooser(label, changed) {
  const control = make("select", { class: "jq-input", id: uid() });
  control.addEventListener("change", changed);
  const element = make("div", { class: "jq-field" }, make("label", { for: control.id }, label), control);
  const offer = (options) => {
    const kept = control.value;
    const now = [...control.options].map((each) => [each.value, each.textContent]);
    if (same(now, options)) return;
    control.replaceChildren(...options.map(([value, words]) => make("option", { value }, words)));
    control.value = options.some(([value]) => value === kept) ? kept : "";
  };
  return { element, control, offer };
}

function entryCard(entry, words, use) {
  const tag = make("span", { class: "jq-tag" });
  const used = make("p", { class: "jq-library-used" });
  const named = () => make("span", { class: "jq-sr" }, `: ${entry.title}`);
  const more = entry.more.flatMap(([head, lines]) => [make("dt", {}, head), ...lines.map((line) => make("dd", {}, line))]);
  const element = make(
    "li",
    { class: "jq-library-entry", "data-key": entry.key },
    make("div", { class: "jq-library-head" }, make("h3", {}, entry.title), tag),
    make("p", {}, entry.text),
    entry.watch && make("p", { class: "jq-library-watch" }, make("strong", {}, phrase("Watch:")), ` ${entry.watch}`),
    used,
    make(
      "div",
      { class: "jq-library-do" },
      make("button", { type: "button", class: "jq-button jq-small", onclick: () => use(entry) }, words.use, named()),
      make("details", {}, make("summary", {}, phrase("More about it"), named()), make("dl", {}, ...more)),
    ),
  );
  const show = (why, there) => {
    tag.textContent = why;
    tag.hidden = !why;
    used.hidden = !there.length;
    const links = there.flatMap(([id, name], place) => [place ? ", " : "", make("a", { href: `#${id}` }, name)]);
    const now = there.map(([id]) => id).join(" ");
    if (used.dataset.now === now) return;
    used.dataset.now = now;
    used.replaceChildren(make("span", { class: "jq-tag jq-tone-good" }, phrase("In your plan")), " ", ...links);
  };
  return { element, show };
}

// How many were found under the filters, and in the whole library where there are more.
function foundWords(n, shown, everywhere, chosen) {
  if (!everywhere) return phrase("Nothing found. Try other words.");
  if (n === everywhere) return phrase("{n} found, {shown} shown.", { n, shown });
  return phrase("{n} found for {chosen}, {everywhere} in the whole library.", { n, chosen, everywhere });
}

function render({ model, el }) {
  const words = model.get("words");
  const all = model.get("entries").map((entry) => ({ entry, index: indexOf(entry, model.get("filters")), card: null }));
  let most = AT_ONCE;
  const again = () => {
    most = AT_ONCE;
    draw();
  };
  const filler = new Set(plainWords(words.filler).map(stem));
  const asked = make("input", { type: "search", class: "jq-input", id: uid(), autocomplete: "off" });
  asked.addEventListener("input", () => {
    most = AT_ONCE;
    begin();
  });
  const filters = model.get("filters").map((filter) => {
    const made = chooser(filter.label, again);
    made.offer([["", filter.all], ...filter.options.map(([value, label]) => [value, label])]);
    return { ...filter, ...made };
  });
  const into = chooser(words.into, () => draw());
  const node = words.node ? chooser(words.node, () => {}) : null;
  const use = (entry) => tellWorkbook(model, { act: "use", key: entry.key, into: into.control.value, node: node ? node.control.value : "" });
  const count = make("p", { class: "jq-status", role: "status", "aria-live": "polite" });
  const narrowing = make("summary", {});
  const beyond = make("p", { class: "jq-note" });
  const list = make("ul", { class: "jq-library-list" });
  const whole = make("button", { type: "button", class: "jq-button jq-small" }, phrase("Look in the whole library"));
  whole.addEventListener("click", () => {
    filters.forEach((filter) => (filter.control.value = ""));
    again();
    asked.focus();
  });
  const further = make("button", { type: "button", class: "jq-button jq-small" });
  further.addEventListener("click", () => {
    const first = most;
    most += AT_ONCE;
    draw();
    const next = list.children[first];
    next.tabIndex = -1;
    next.focus();
  });
  const why = ({ entry }) => filters.map(({ name, control }) => (control.value ? (entry.found[name] || {})[control.value] : "")).filter(Boolean)[0] || (model.get("shown").fits || {})[entry.key] || "";
  const matching = () => {
    const said = plainWords(asked.value).map(stem);
    const meant = said.some((word) => !filler.has(word)) ? said.filter((word) => !filler.has(word)) : said;
    const wanted = tellingWords(all, meant);
    const inside = ({ entry }) => filters.every(({ name, control }) => !control.value || control.value in (entry.found[name] || {}));
    const kept = all.filter(({ index }) => !wanted.length || fitOf(index, wanted)).map((each) => ({ each, fit: fitOf(each.index, meant) }));
    // What fits the words best stands first, then the short list of a lever; else as in the library.
    kept.sort((a, b) => b.fit - a.fit || Boolean(why(b.each)) - Boolean(why(a.each)));
    return { found: kept.map(({ each }) => each).filter(inside), everywhere: kept.length };
  };
  const draw = () => {
    const { used = {}, into: records = [], nodes = [] } = model.get("shown");
    into.offer([["", words.new], ...records]);
    if (node) {
      node.offer([["", words.later], ...nodes]);
      node.element.hidden = Boolean(into.control.value);
    }
    const { found, everywhere } = matching();
    const seen = found.slice(0, most);
    for (const each of seen) {
      if (!each.card) each.card = entryCard(each.entry, words, use);
      each.card.show(why(each), used[each.entry.key] || []);
    }
    const elements = seen.map((each) => each.card.element);
    if (!same([...list.children].map((each) => each.dataset.key), seen.map((each) => each.entry.key))) list.replaceChildren(...elements);
    const choice = ({ options, control }) => options.find(([value]) => value === control.value) || [];
    const chosen = filters.filter(({ control }) => control.value).map((filter) => choice(filter)[1]);
    const narrowed = chosen.length > 0;
    const said = foundWords(found.length, seen.length, everywhere, chosen.join(", "));
    if (count.textContent !== said) count.textContent = said;
    narrowing.textContent = narrowed ? phrase("Narrow it down, or say where it goes: {chosen}", { chosen: chosen.join(", ") }) : phrase("Narrow it down, or say where it goes");
    whole.hidden = !narrowed || (found.length > 0 && !asked.value.trim());
    further.hidden = found.length <= most;
    further.textContent = phrase("Show {n} more", { n: Math.min(AT_ONCE, found.length - most) });
    const asides = filters.map((filter) => choice(filter)[2]);
    beyond.textContent = asides.filter(Boolean).join(" ");
    beyond.hidden = !beyond.textContent;
  };
  const told = make("p", { class: "jq-library-told", role: "status", "aria-live": "polite" });
  const tell = () => (told.textContent = model.get("said"));
  // A filter begins with what the plan says, until the person chooses; words look in the whole library.
  const begin = () => {
    const first = model.get("shown").first || {};
    for (const { name, control } of filters) if (!control.dataset.chosen && name in first) control.value = asked.value.trim() ? "" : first[name];
    draw();
  };
  filters.forEach(({ control }) => control.addEventListener("change", () => (control.dataset.chosen = "yes")));
  whole.addEventListener("click", () => filters.forEach(({ control }) => (control.dataset.chosen = "yes")));
  const field = make("div", { class: "jq-field" }, make("label", { for: asked.id }, words.search), asked);
  const target = [into.element, node && node.element];
  const root = make(
    "details",
    { class: "jq-library" },
    make("summary", {}, words.summary),
    make("div", { class: "jq-library-asked" }, field, count),
    make("details", { class: "jq-library-narrow" }, narrowing, make("div", { class: "jq-fields" }, ...filters.map((filter) => filter.element), ...target.filter(Boolean))),
    told,
    beyond,
    list,
    make("div", { class: "jq-actions" }, further, whole),
  );
  root.id = model.get("place");
  el.append(make("div", { class: "jq" }, root));
  begin();
  return heed(model, { "change:shown": begin, "change:said": tell });
}
export default { render };
