// What the coach sees, and what somebody accepted. `value` is the plan's `waivers`.
const AT_ONCE = 6;
const today = () => {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

// Accepting a finding needs a reason and a name; nothing is written before the button is pressed.
function acceptForm(specs, accept) {
  const names = [0, 1].map(() => make("span", { class: "jq-sr" }));
  let draft = {};
  const set = fieldSet(specs, () => ({}), () => draft, (field, entry) => put(draft, field, entry));
  const error = make("p", { class: "jq-error", role: "alert", hidden: true });
  const tell = (words) => {
    error.textContent = words;
    error.hidden = !words;
  };
  const press = () => {
    flushAll();
    const lacking = ["reason", "who"].find((field) => !(draft[field] || "").trim());
    if (set.wrong()) return;
    tell(lacking ? phrase("Say why it is fine as it is, and who decided that.") : "");
    if (lacking) set.element.querySelectorAll("input, textarea")[specs.findIndex((each) => each.name === lacking)].focus();
    else accept(draft);
  };
  const button = make("button", { type: "button", class: "jq-button", onclick: press }, phrase("Accept"), " ", names[0]);
  const element = make("details", { class: "jq-accept" }, make("summary", {}, phrase("Accept with a reason"), make("span", { class: "jq-sr" }, ": "), names[1]), set.element, error, button);
  element.addEventListener("toggle", set.show);
  return { element, name: (words) => names.forEach((name) => (name.textContent = words)) };
}

function placeLink(entry) {
  if (entry.href) return make("a", { href: entry.href }, entry.item);
  return make("span", {}, `${entry.item} ${entry.note}`);
}

function findingEntry(first, owner) {
  const said = make("p", {});
  const offers = make("div", { class: "jq-actions jq-offers" });
  const element = make("li", { id: first.key, "data-code": first.code }, said, make("div", {}, offers));
  const form = first.can_accept ? acceptForm(owner.fields, (draft) => owner.accept(first, draft)) : null;
  if (form) element.lastChild.append(form.element);
  let shown = null;
  const show = (entry) => {
    if (same(entry, shown)) return;
    shown = entry;
    element.className = `jq-finding jq-finding-${entry.severity}`;
    if (form) form.name(entry.message);
    said.replaceChildren(make("strong", {}, `${FINDING_WORDS[entry.severity]}: `), `${entry.message} `, make("span", { class: "jq-fix" }, entry.fix), " ", placeLink(entry));
    offers.replaceChildren(
      ...entry.offers.map((words) =>
        make("button", { type: "button", class: "jq-button jq-small", onclick: () => owner.rewrite(entry.key, words) }, words, make("span", { class: "jq-sr" }, `: ${entry.item}`)),
      ),
    );
    offers.hidden = !entry.offers.length;
  };
  return { element, show, leave: arrive(element) };
}

function acceptedEntry(entry, owner) {
  const { reason, who, accepted_on: on, until } = entry.accepted;
  const when = [on && phrase("on {date}", { date: on }), until && phrase("until {date}", { date: until })].filter(Boolean).join(", ");
  return make(
    "li",
    { class: "jq-finding jq-finding-accepted", "data-code": entry.code },
    make("p", {}, make("strong", {}, phrase("Accepted"), ": "), `${entry.message} `, placeLink(entry)),
    make("p", {}, `${reason} (${[who, when].filter(Boolean).join(", ")})`),
    make("button", { type: "button", class: "jq-link", onclick: () => owner.takeBack(entry) }, phrase("Take back"), make("span", { class: "jq-sr" }, `: ${entry.message}`)),
  );
}

function render({ model, el }) {
  const entries = new Map();
  const head = make("p", { class: "jq-strong", tabindex: -1 });
  const ready = make("p", { class: "jq-ready" });
  const whole = make("p", { class: "jq-note" });
  const status = make("p", { class: "jq-status", role: "status" });
  const list = make("ul", { class: "jq-findings" });
  const moreWords = make("summary", {});
  const moreList = make("ul", { class: "jq-findings" });
  const more = make("details", { class: "jq-rest" }, moreWords, moreList);
  const acceptedWords = make("summary", {});
  const acceptedList = make("ul", { class: "jq-findings" });
  const accepted = make("details", { class: "jq-accepted" }, acceptedWords, acceptedList);
  const root = make("div", { class: "jq jq-text jq-coach" }, head, ready, status, list, make("div", {}, more, accepted), whole);
  root.id = model.get("place");
  let waiting = null;
  const about = (entry) => (waiver) => waiver.code === entry.code && waiver.path === entry.path;
  const without = (entry) => {
    const value = clone(model.get("value"));
    value.order = value.order.filter((id) => !about(entry)(value.items[id]));
    value.items = Object.fromEntries(value.order.map((id) => [id, value.items[id]]));
    return value;
  };
  const owner = {
    fields: model.get("fields"),
    accept: (entry, draft) => {
      const value = without(entry);
      const id = newId("wa");
      value.order.push(id);
      value.items[id] = { code: entry.code, path: entry.path, accepted_on: today(), ...draft };
      typed(model, value);
      status.textContent = phrase("Accepted. You can take it back under “Accepted”.");
    },
    takeBack: (entry) => {
      typed(model, without(entry));
      status.textContent = phrase("Taken back: it is to consider again.");
    },
    rewrite: (key, words) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => (status.textContent = phrase("No answer from the workbook. Reload the page; your answers are safe.")), 15_000);
      tellWorkbook(model, { rewrite: key, words });
    },
  };
  const place = (into, wanted) => {
    wanted.forEach((entry, at) => {
      if (!entries.has(entry.key)) entries.set(entry.key, findingEntry(entry, owner));
      const { element, show } = entries.get(entry.key);
      show(entry);
      if (into.children[at] !== element) into.insertBefore(element, into.children[at] || null);
    });
  };
  const draw = () => {
    const shown = model.get("shown");
    const focused = root.contains(document.activeElement) && document.activeElement;
    const still = shown.entries.filter((entry) => !entry.accepted);
    for (const [key, each] of entries) {
      if (still.some((entry) => entry.key === key)) continue;
      each.leave();
      each.element.remove();
      entries.delete(key);
    }
    place(list, still.slice(0, AT_ONCE));
    place(moreList, still.slice(AT_ONCE));
    const rest = still.length - AT_ONCE;
    more.hidden = rest <= 0;
    moreWords.textContent = phrase("Show {n} more", { n: rest });
    const taken = shown.entries.filter((entry) => entry.accepted);
    accepted.hidden = !taken.length;
    acceptedWords.textContent = phrase("Accepted ({n})", { n: taken.length });
    acceptedList.replaceChildren(...taken.map((entry) => acceptedEntry(entry, owner)));
    for (const [line, words] of [[head, shown.head], [ready, shown.ready], [whole, shown.whole]]) {
      line.textContent = words;
      line.hidden = !words;
    }
    // What had the focus may be gone, or moved to another list.
    if (focused && document.activeElement !== focused) (root.contains(focused) ? focused : head).focus();
  };
  let told = "";
  const tell = () => {
    const said = model.get("said");
    if (said) clearTimeout(waiting);
    // What this panel said itself meanwhile stays.
    if (said || status.textContent === told) status.textContent = said;
    told = said;
  };
  el.append(root);
  model.on("change:shown", draw);
  model.on("change:said", tell);
  draw();
  const leave = arrive(root);
  return () => {
    leave();
    clearTimeout(waiting);
    entries.forEach((each) => each.leave());
    model.off("change:shown", draw);
    model.off("change:said", tell);
  };
}
export default { render };
