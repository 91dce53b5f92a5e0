// Words that a newcomer may not know. In the prose of a page, the first use of each in a part (and in a fold of it)
// becomes a button that says what it means. Names, labels, links and what the visitor wrote stay as they are.
(() => {
  const main = document.getElementById("content");
  const data = JSON.parse(document.getElementById("jq-page-data").textContent);
  const words = data.glossary_words;
  const cards = data.glossary;
  if (!cards || !cards.length) return;
  const PROSE = ".jp-MarkdownOutput p, .jp-MarkdownOutput li, .jq-hint";
  const NOT_IN = "button, a, summary, label, legend, h1, h2, h3, h4, th, caption, code, textarea, select, option, [aria-hidden=true], [aria-live], [role=status]";
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  // Which card a word stands for; a name with a capital letter is found only as it is written.
  const known = new Map();
  for (const card of cards) for (const name of card.names) if (!known.has(name)) known.set(name, card);
  const cardOf = (text) => known.get(text) || known.get(text.toLowerCase());
  const pattern = [...known.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const uses = (text) => [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}-])(?:${pattern})(?![\\p{L}\\p{N}-])`, "giu"))].filter((found) => cardOf(found[0]));

  // The one pop-up. It takes the focus, so that it is read; closing it gives the focus back.
  const name = make("p", { class: "jq-gloss-name", id: "jq-gloss-name" });
  const meaning = make("p", { id: "jq-gloss-meaning" });
  const source = make("p", { class: "jq-hint" });
  const close = make("button", { type: "button", class: "jq-button jq-small", autofocus: "" }, words.close);
  const more = make("button", { type: "button", class: "jq-link", onclick: () => showAll() }, words.all);
  const popup = make("div", { class: "jq jq-gloss-card", id: "jq-gloss", popover: "auto", role: "dialog", "aria-labelledby": "jq-gloss-name", "aria-describedby": "jq-gloss-meaning" }, name, meaning, source, make("p", { class: "jq-actions" }, close, more));
  close.addEventListener("click", () => popup.hidePopover());
  popup.addEventListener("focusout", (event) => event.relatedTarget && !popup.contains(event.relatedTarget) && popup.hidePopover());
  const tell = (card) => {
    name.textContent = card.ask;
    meaning.textContent = card.meaning;
    source.textContent = card.source ? words.source.replace("{source}", card.source) : "";
    source.hidden = !card.source;
  };

  // The questions are the names of the buttons. They stand apart, so that a hint is still read as the sentence it is.
  const asks = make("div", { hidden: "" }, ...cards.map((card) => make("span", { id: `jq-gloss-ask-${card.key}` }, card.ask)));
  let serial = 0;
  const button = (card, text) => {
    const id = `jq-gloss-use-${(serial += 1)}`;
    const named = card.ask.toLowerCase().includes(text.toLowerCase()) ? `jq-gloss-ask-${card.key}` : `${id} jq-gloss-ask-${card.key}`;
    return make("button", { type: "button", class: "jq-gloss", id, "data-name": card.names[0], popovertarget: "jq-gloss", "aria-haspopup": "dialog", "aria-labelledby": named, onclick: () => tell(card) }, text);
  };

  // The parts and folds that a text stands in; what one of them has explained is not explained again inside it.
  const PLACES = ".jq-opening, .jq-stage";
  const opening = (place) => (place.previousElementSibling && place.previousElementSibling.matches(".jq-opening") ? place.previousElementSibling : null);
  function places(element) {
    const found = [];
    for (let at = element; at && at !== main; at = at.parentElement) if (at.tagName === "DETAILS" || at.matches(PLACES)) found.push(at);
    const before = found.length && opening(found.at(-1));
    return before ? [...found, before] : found;
  }
  // A comma or bracket beside a word stays in its line: a button alone could be parted from it.
  const OPENS = /^(.*?)([\p{Ps}\p{Pi}"]*)$/su;
  const CLOSES = /^[\p{Pe}\p{Pf}",.:;!?]*/u;
  const whole = (opens, word, closes) => (opens || closes ? make("span", { class: "jq-gloss-whole" }, opens, word, closes) : word);
  function markText(node, found, from, told, within) {
    const text = node.textContent;
    const rest = [];
    let done = 0;
    for (const use of found) {
      const start = use.index - from;
      if (start < 0 || start + use[0].length > text.length) continue;
      const card = cardOf(use[0]);
      if (within.some((place) => told.get(place)?.has(card))) continue;
      remember(told, within[0], card);
      const [, before, opens] = text.slice(done, start).match(OPENS);
      const [closes] = text.slice(start + use[0].length).match(CLOSES);
      rest.push(before, whole(opens, button(card, use[0]), closes));
      done = start + use[0].length + closes.length;
    }
    if (done) node.replaceWith(...rest, text.slice(done));
  }
  const remember = (told, place, card) => told.set(place, (told.get(place) || new Set()).add(card));
  const read = new WeakMap();
  // What an element says is looked through once, unless it changes.
  function usesIn(element) {
    const text = element.textContent;
    const before = read.get(element);
    if (before && before.text === text) return before.found;
    const found = element.closest(NOT_IN) ? [] : uses(text);
    read.set(element, { text, found });
    return found;
  }
  const marks = (element) => [...element.querySelectorAll(".jq-gloss")].map((there) => known.get(there.dataset.name));
  function textsIn(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let from = 0, node = walker.nextNode(); node; from += node.textContent.length, node = walker.nextNode()) nodes.push([node, from]);
    return nodes.filter(([node]) => !node.parentElement.closest(NOT_IN));
  }
  function mark(place) {
    const told = new Map();
    const before = opening(place);
    if (before) marks(before).forEach((card) => remember(told, before, card));
    for (const element of place.querySelectorAll(PROSE)) {
      const found = usesIn(element);
      if (!found.length) continue;
      const within = places(element);
      marks(element).forEach((card) => remember(told, within[0], card));
      for (const [node, from] of textsIn(element)) markText(node, found, from, told, within);
    }
  }

  // Views are drawn again now and then: then their part is gone through again. What this script does is not heard.
  const changed = new Set(main.querySelectorAll(PLACES));
  let waiting = null;
  function markChanged() {
    waiting = null;
    changed.forEach(mark);
    changed.clear();
    observer.takeRecords();
  }
  const later = () => (waiting ??= setTimeout(markChanged, 150));
  const observer = new MutationObserver((mutations) => {
    for (const { target } of mutations) {
      const place = (target.closest ? target : target.parentElement)?.closest(PLACES);
      if (place) changed.add(place);
    }
    if (changed.size) later();
  });

  // All terms, from the foot of the page and from each pop-up.
  const list = make("dl", { class: "jq-gloss-list" });
  const shut = make("button", { type: "button", class: "jq-button", onclick: () => dialog.close() }, words.close);
  const dialog = make("dialog", { class: "jq jq-dialog jq-glossary", "aria-labelledby": "jq-glossary-title" }, make("h2", { id: "jq-glossary-title", tabindex: "-1", autofocus: "" }, words.title), make("p", { class: "jq-hint" }, words.hint), list, make("p", { class: "jq-actions" }, shut));
  function showAll() {
    if (popup.matches(":popover-open")) popup.hidePopover();
    const sorted = [...cards].sort((a, b) => a.term.localeCompare(b.term, document.documentElement.lang));
    list.replaceChildren(...sorted.map((card) => make("div", {}, make("dt", {}, card.term), make("dd", {}, card.meaning, ...(card.source ? [make("span", { class: "jq-hint" }, words.source.replace("{source}", card.source))] : [])))));
    dialog.showModal();
    dialog.scrollTop = 0;
  }
  const foot = document.querySelector(".jq-foot .jq-wrap");
  if (foot) foot.append(make("p", {}, make("button", { type: "button", class: "jq-link", onclick: showAll }, words.open)));
  document.body.append(popup, asks, dialog);
  observer.observe(main, { childList: true, subtree: true, characterData: true });
  later();
})();
