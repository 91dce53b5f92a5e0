// The bar over every page: how the plan is kept, in words; undo, redo, report, and what can be done with the whole plan.
function deviceAnswered(change) {
  const words = device() === "own" ? "Your answers stay on this device until you clear them." : "Your answers stay in this tab and are gone when you close it.";
  return make("p", { class: "jq-device" }, words, " ", make("button", { type: "button", class: "jq-link", onclick: change }, "Change this"));
}

function deviceQuestion(answered) {
  const name = uid();
  const answer = (choice, words) => {
    const act = () => {
      try {
        keepOn(choice);
        if (kept.written || stored()) save();
      } catch {
        say("This browser keeps nothing here. Download your plan before you leave the page.");
      }
      answered();
    };
    return make("button", { type: "button", class: "jq-button", onclick: act }, words);
  };
  return make(
    "div",
    { class: "jq-device jq-panel", role: "group", "aria-labelledby": name },
    make("p", { id: name, class: "jq-strong" }, "Do other people use this device, as in a library or a job center?"),
    make("p", {}, "Your answers are kept only in your browser. Tell us for how long."),
    make("div", { class: "jq-actions" }, answer("own", "It is my own: keep my answers on it"), answer("shared", "It is shared: keep them in this tab only")),
  );
}

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
function meetingButton() {
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
  const element = make("button", { type: "button", class: "jq-menu-item", onclick: () => set(!root.dataset.size) }, phrase("Large letters for a meeting"));
  set(Boolean(tab() && tab().getItem(MEETING)));
  return element;
}

function render({ model, el }) {
  const inBrowser = model.get("kept_in_browser");
  const slot = document.getElementById("jq-bar-slot");
  const status = make("span", { class: "jq-status" });
  const live = make("span", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const message = make("p", { class: "jq-alert", role: "alert", hidden: true });
  const file = make("input", { type: "file", accept: ".json,.yaml,.yml,application/json", class: "jq-sr", tabindex: -1, "aria-hidden": "true" });
  const look = slot ? "jq-menu-item" : "jq-link";
  const button = (words, act, kind = look) => make("button", { type: "button", class: kind, onclick: act }, words);
  const act = (verb, done) => () => {
    if (!model.get(`can_${verb}`)) return;
    refused = "";
    kept.done = done;
    model.send({ [verb]: true });
  };
  const turn = (name, path, handler) => {
    if (!slot) return button(name, handler);
    const element = button("", handler, "jq-head-button");
    element.setAttribute("aria-label", name);
    element.title = name;
    element.append(icon(path));
    return element;
  };
  const undo = turn("Undo", "M9 14 4 9l5-5M4 9h10.5a5.5 5.5 0 0 1 0 11H11", act("undo", "Undone."));
  const redo = turn("Redo", "m15 14 5-5-5-5M20 9H9.5a5.5 5.5 0 0 0 0 11H13", act("redo", "Done again."));
  const report = button(phrase("Report"), () => {
    kept.done = "";
    say(phrase("Making the report…"));
    model.send({ report: true });
  }, slot ? "jq-head-button" : look);
  const save_file = button("Download my plan", () => {
    const raw = kept.locked ? stored() : null;
    download(raw ? JSON.parse(raw) : kept.plan);
  });
  let refused = "";
  const read = async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    refused = "";
    if (chosen.size > MAX_FILE) {
      // What was refused here stays told, whatever the workbook answers meanwhile, until something else is asked for.
      refused = `“${chosen.name}” has ${(chosen.size / 1e6).toFixed(1)} MB: a plan file has less than 1.5 MB. Choose the file you downloaded here.`;
      tell(refused);
      return;
    }
    const text = await chosen.text();
    const question = "The plan in this file will replace the answers you have here.";
    if ((kept.written || !model.get("empty")) && !(await ask(question, "Open the file", () => download(kept.plan)))) return;
    kept.done = "The file is open.";
    model.send({ open: text, name: chosen.name });
  };
  file.addEventListener("change", read);
  const clear = async () => {
    const question = inBrowser ? "All your answers will be removed from this browser. Undo brings them back while you stay on this page." : "All answers will be removed from the plan. Undo brings them back while you stay on this page.";
    if (await ask(question, "Clear my answers", () => download(kept.plan))) model.send({ clear: true });
  };
  const tell = (words) => {
    message.textContent = words;
    message.hidden = !words;
  };
  const receive = (content) => {
    if (!content.file) return;
    handOver(content.file);
    say(phrase("The report is in your downloads: {name}.", { name: content.file.name }));
  };
  model.on("msg:custom", receive);
  const top = make("div", {});
  // The question is asked on whatever page someone enters; the answer is shown on the first one.
  const drawDevice = (asking) => {
    if (!inBrowser) return;
    const answered = () => (drawDevice(false), (top.querySelector("button") || save_file).focus());
    if (asking || !device()) top.replaceChildren(deviceQuestion(answered));
    else top.replaceChildren(...(model.get("ask_device") ? [deviceAnswered(() => (drawDevice(true), top.querySelector("button").focus()))] : []));
  };
  const others = [save_file, button("Open a saved plan", () => file.click()), file, button("Clear my answers", clear)];
  if (slot) {
    const print = button(phrase("Print this page"), () => window.print());
    const whole = menu(phrase("My plan"), ...others, print, meetingButton());
    slot.replaceChildren(make("div", { class: "jq jq-bar" }, status, live, undo, redo, report, whole));
    document.getElementById("jq-notices").replaceChildren(make("div", { class: "jq" }, top, message));
  } else {
    const bar = make("div", { class: "jq-bar" }, status, live, make("span", { class: "jq-actions" }, undo, redo, report, others));
    el.append(make("div", { class: "jq" }, top, message, bar));
  }
  const show = () => {
    status.textContent = kept.words || model.get("words") || "Answers save as you type.";
    if (inBrowser && kept.aloud && live.textContent !== kept.aloud) live.textContent = kept.aloud;
    undo.setAttribute("aria-disabled", String(!model.get("can_undo")));
    redo.setAttribute("aria-disabled", String(!model.get("can_redo")));
    tell(refused || model.get("message"));
  };
  kept.listeners.add(show);
  if (!inBrowser) model.on("change:words", () => (kept.words = ""));
  model.on("change:words change:can_undo change:can_redo change:message", show);
  drawDevice(false);
  show();
  return () => {
    kept.listeners.delete(show);
    model.off("change:words change:can_undo change:can_redo change:message", show);
    model.off("msg:custom", receive);
    if (slot) slot.replaceChildren();
  };
}
export default { initialize, render };
