// Making elements without ever turning text into markup, and moving through a plan's JSON.
const FOCUSED = new Set(["a", "button", "input", "select", "summary", "textarea"]);
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  // In Lab, keys pressed here are no shortcuts of the notebook: "d d" would delete the cell.
  if (FOCUSED.has(tag)) element.dataset.lmSuppressShortcuts = "true";
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};
// Sentences in the language of the workbook, their {names} filled in; what has no translation is English, as it is written.
// LANGUAGE, SENTENCES and formOf stand before all scripts.
const filledIn = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
const spoken = new Map(Object.entries(SENTENCES));
const phrase = (text, values = {}) => filledIn([spoken.get(text) ?? text].flat()[0], values);
// One of its forms, as the language says it of the number `n`.
const phrases = (one, many, n, values = {}) => {
  const forms = spoken.get(one) ?? one;
  return filledIn(Array.isArray(forms) ? (forms[formOf(n)] ?? forms.at(-1)) : n === 1 ? forms : many, { n, ...values });
};
const inDigits = (number, options = {}) => new Intl.NumberFormat(LANGUAGE, options).format(number);
// Edits that the workbook has not read yet: by model, what ends when the last of them is read.
const unread = (globalThis.jqUnread ||= new Map());
const readBy = (model, send) => {
  const read = new Promise((done) => send({ iopub: { status: (message) => message.content.execution_state === "idle" && done() } }));
  unread.set(model, read);
  read.then(() => unread.get(model) === read && unread.delete(model));
};
// Set a value because the person did something; the plan bar tells this from what the kernel sends.
const typed = (model, value) => {
  const changed = !same(model.get("value"), value);
  globalThis.jqTyping = true;
  try {
    model.set("value", value);
  } finally {
    globalThis.jqTyping = false;
  }
  if (changed) readBy(model, (callbacks) => model.save_changes(callbacks));
  else model.save_changes();
  window.dispatchEvent(new Event("jq-typed"));
};
// Tell the workbook of a click. The front end holds an edit back while the one before is being read, but sends a click
// at once: without waiting, "clear" would come before the words that were to be cleared.
const PATIENCE = 10_000;
const tellWorkbook = async (model, content) => {
  if (unread.size) await Promise.race([Promise.all(unread.values()), new Promise((done) => setTimeout(done, PATIENCE))]);
  model.send(content);
};
// Listen to a model: what hears, by event. What it returns ends it.
const heed = (model, hears) => {
  for (const [event, heard] of Object.entries(hears)) model.on(event, heard);
  return () => {
    for (const [event, heard] of Object.entries(hears)) model.off(event, heard);
  };
};
// What moves the page waits while the mouse or a finger is down, or the click would miss what it was aimed at.
const pressing = (globalThis.jqPressing ||= followPresses());
const afterPress = (act) => (pressing.ends ? pressing.waiting.push(act) : act());
function followPresses() {
  const now = { ends: null, waiting: [] };
  const endIn = (wait) => {
    clearTimeout(now.ends);
    now.ends = setTimeout(() => {
      now.ends = null;
      now.waiting.splice(0).forEach((act) => act());
    }, wait);
  };
  // A list that opens or something dragged takes the end of a press to itself.
  window.addEventListener("mousedown", () => endIn(700), true);
  window.addEventListener("mouseup", () => endIn(0), true);
  return now;
}
const clone = (value) => JSON.parse(JSON.stringify(value));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const at = (record, name) => name.split(".").reduce((part, key) => (part ? part[key] : undefined), record);
const put = (record, name, value) => {
  const keys = name.split(".");
  const last = keys.pop();
  const part = keys.reduce((inner, key) => (inner[key] = inner[key] || {}), record);
  part[last] = value;
};
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const newId = (prefix) =>
  prefix + "_" + [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => ALPHABET[byte % 32]).join("");
let serial = 0;
const uid = () => `jqf${(serial += 1)}${Math.random().toString(36).slice(2, 7)}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// A browser that moves the focus to a field shows its first line: no bar stays over the rest.
const focusWhole = (control) => {
  control.focus();
  control.scrollIntoView({ block: "nearest" });
};

// The field of a name in a form or card, that of a row left out.
const fieldIn = (element, name) => [...element.querySelectorAll(".jq-field")].find((field) => field.dataset.field === name && !field.parentElement.closest(".jq-row"));
const unfoldTo = (element) => {
  for (let part = element; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
};

// Open a place and focus what comes first in it, or the field of that name. What stands above may still grow: stay there
// until the person does something.
const comeTo = (element, name) => {
  // The page may show one part of itself at a time.
  element.dispatchEvent(new CustomEvent("jq-reveal", { bubbles: true }));
  unfoldTo(element);
  const details = [...element.children].find((part) => part.tagName === "DETAILS" && part.getClientRects().length);
  if (details) details.open = true;
  const field = name && fieldIn(element, name);
  if (field) unfoldTo(field);
  const seen = (found) => [...found].find((part) => part.getClientRects().length && !part.closest(".jq-asked"));
  const control = field && seen(field.querySelectorAll("input, select, textarea, button"));
  const target = control || seen(element.querySelectorAll("summary, input, select, textarea, button")) || element;
  if (target === element) element.tabIndex = -1;
  target.focus({ preventScroll: true });
  const settle = () => (control ? field.scrollIntoView({ block: "center" }) : (details || element).scrollIntoView({ block: "start" }));
  const waits = [0, 300, 1000].map((wait) => setTimeout(settle, wait));
  const stop = () => waits.forEach(clearTimeout);
  ["wheel", "keydown", "pointerdown"].forEach((act) => window.addEventListener(act, stop, { once: true }));
};

// Be reached by the address or a link, such as #el_7k3m9q, or #el_7k3m9q.window for a field. Places may arrive after the page.
const arrive = (element) => {
  const asked = (hash) => {
    const [place, ...name] = hash.slice(1).split(".");
    return element.id && place === element.id ? name.join(".") : null;
  };
  const go = (hash) => asked(hash) !== null && comeTo(element, asked(hash));
  const named = () => go(location.hash);
  const clicked = (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && location.hash === link.hash) setTimeout(() => go(link.hash));
  };
  if (asked(location.hash) !== null) setTimeout(named, 60);
  window.addEventListener("hashchange", named);
  document.addEventListener("click", clicked);
  return () => {
    window.removeEventListener("hashchange", named);
    document.removeEventListener("click", clicked);
  };
};

// Ask before something the person wrote is replaced or removed.
const ask = (question, yes, download) =>
  new Promise((resolve) => {
    const back = document.activeElement;
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      if (back) back.focus();
      resolve(answer);
    };
    const name = uid();
    const dialog = make(
      "dialog",
      { class: "jq-dialog", "aria-labelledby": name },
      make("p", { id: name }, question),
      make(
        "div",
        { class: "jq-actions" },
        download && make("button", { type: "button", class: "jq-button", onclick: download }, phrase("Download my plan first")),
        make("button", { type: "button", class: "jq-button jq-button-main", onclick: () => close(true) }, yes),
        make("button", { type: "button", class: "jq-button", autofocus: true, onclick: () => close(false) }, phrase("Cancel")),
      ),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
