// The buttons of the bar: a menu, undo and redo with what they would change, large letters for a meeting.
// A button that opens a list of buttons under it; Escape and a click elsewhere close it.
function menu(name, ...buttons) {
  const panel = make("div", { class: "jq-menu-panel" }, buttons);
  const opener = make("summary", { class: "jq-head-button" }, name);
  const element = make("details", { class: "jq-menu" }, opener, panel);
  const close = () => (element.open = false);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    close();
    opener.focus();
  });
  element.addEventListener("focusout", (event) => event.relatedTarget && !element.contains(event.relatedTarget) && close());
  // First, so that a question asked by the button gives the focus back to what is still seen.
  panel.addEventListener("click", (event) => event.target.closest("button") && (close(), opener.focus()), true);
  document.addEventListener("click", (event) => element.contains(event.target) || close());
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
function icon(path) {
  const drawing = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "jq-icon");
  drawing.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

// Larger letters for a room that looks at one screen; kept for this tab.
const MEETING = "jqtools.meeting";
function meetingButton(tell) {
  const root = document.documentElement;
  const set = (on) => {
    if (on) root.dataset.size = "meeting";
    else delete root.dataset.size;
    element.setAttribute("aria-pressed", String(on));
    try {
      tab().setItem(MEETING, on ? "yes" : "");
    } catch {
      // Without storage it is for this page only.
    }
    window.dispatchEvent(new Event("resize"));
  };
  const turned = (on) => {
    set(on);
    tell(on ? phrase("Large letters are on.") : phrase("Large letters are off."));
  };
  const element = make("button", { type: "button", class: "jq-menu-item", onclick: () => turned(!root.dataset.size) }, phrase("Large letters for a meeting"));
  set(Boolean(tab() && tab().getItem(MEETING)));
  return element;
}

// Undo and redo: the name of each says what it would change. Its keys work where nobody is writing.
const WAYS = {
  undo: { drawing: "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11", keys: "Control+Z", name: phrase("Undo"), named: (what) => phrase("Undo: {what}", { what }), none: phrase("Undo: nothing yet") },
  redo: { drawing: "m15 14 5-5-5-5M20 9H9.5a5.5 5.5 0 0 0 0 11H13", keys: "Control+Y", name: phrase("Redo"), named: (what) => phrase("Redo: {what}", { what }), none: phrase("Redo: nothing yet") },
};
function stepButtons(model, acts, look) {
  const inBrowser = model.get("kept_in_browser");
  const names = (verb) => (inBrowser ? (way[verb].length ? way[verb].at(-1).names : null) : model.get(`can_${verb}`) ? model.get(`${verb}_fields`) : null);
  const act = (verb) => {
    if (!names(verb)) return;
    acts();
    kept.asked = names(verb);
    if (inBrowser) turn(model, verb);
    else tellWorkbook(model, { [verb]: true });
  };
  const made = Object.entries(WAYS).map(([verb, { drawing, keys, name }]) => {
    const element = make("button", { type: "button", class: look || "jq-head-button", onclick: () => act(verb) }, look ? name : icon(drawing));
    if (inBrowser) element.setAttribute("aria-keyshortcuts", keys);
    return [verb, element];
  });
  const show = () => {
    for (const [verb, element] of made) {
      const found = names(verb);
      const name = found ? WAYS[verb].named(stepWords(found, model.get("section_words"))) : WAYS[verb].name;
      element.setAttribute("aria-disabled", String(!found));
      element.setAttribute("aria-label", name);
      element.title = found ? name : WAYS[verb].none;
    }
  };
  const press = (event) => {
    const key = event.key.toLowerCase();
    const verb = !(event.ctrlKey || event.metaKey) || event.altKey ? null : key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!verb || event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    act(verb);
  };
  if (inBrowser) document.addEventListener("keydown", press);
  return { elements: made.map(([, element]) => element), show, end: () => document.removeEventListener("keydown", press) };
}
