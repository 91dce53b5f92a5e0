// The bar over every page: how the plan is kept, in words; undo, redo, report, and what can be done with the whole plan.
const AGENDA = "agenda.html";

function deviceAnswered(change) {
  const words = device() === "own" ? phrase("Your answers stay on this device until you clear them.") : phrase("Your answers stay in this tab and are gone when you close it.");
  return make("p", { class: "jq-device" }, words, " ", make("button", { type: "button", class: "jq-link", onclick: change }, phrase("Change this")));
}

// On a phone's bar: whether what is written is saved, in a word or two.
function briefly(inBrowser) {
  if (kept.unkept) return phrase("Not saved");
  return inBrowser && kept.ready && !kept.locked && stored() ? phrase("Saved") : "";
}

function deviceQuestion(answered) {
  const name = uid();
  const answer = (choice, words) => {
    const act = () => {
      try {
        keepOn(choice);
        if (kept.written || stored()) save();
      } catch {
        say(phrase("This browser keeps nothing here. Download your plan before you leave the page."));
      }
      answered();
    };
    return make("button", { type: "button", class: "jq-button", onclick: act }, words);
  };
  return make(
    "div",
    { class: "jq-device jq-panel", role: "group", "aria-labelledby": name },
    make("p", { id: name, class: "jq-strong" }, phrase("Do other people use this device, as in a library or a job center?")),
    make("p", {}, phrase("Your answers are kept only in your browser. Tell us for how long.")),
    make("div", { class: "jq-actions" }, answer("own", phrase("It is my own: keep my answers on it")), answer("shared", phrase("It is shared: keep them in this tab only"))),
  );
}

function render({ model, el }) {
  const inBrowser = model.get("kept_in_browser");
  const slot = document.getElementById("jq-bar-slot");
  const status = make("span", { class: "jq-status" });
  const brief = make("span", { class: "jq-status-brief", "aria-hidden": "true" });
  const live = make("span", { class: "jq-sr", role: "status", "aria-live": "polite" });
  const told = toldInFull();
  const message = make("p", { class: "jq-alert", role: "alert", hidden: true });
  // The bar has room for a few words; the name of the file stands over the page, until something else is told.
  const handed = make("p", { class: "jq-handed", hidden: true });
  const file = make("input", { type: "file", accept: ".json,.yaml,.yml,application/json", class: "jq-sr", tabindex: -1, "aria-hidden": "true" });
  const look = slot ? "jq-menu-item" : "jq-link";
  const button = (words, act, kind = look) => make("button", { type: "button", class: kind, onclick: act }, words);
  const wrong = wrongAnswers();
  const steps = stepButtons(model, () => (refused = ""), slot ? null : look);
  const report = button(phrase("Report"), () => {
    kept.done = "";
    say(phrase("Making the report…"));
    tellWorkbook(model, { report: true });
  }, slot ? "jq-head-button" : look);
  // Where the bar has the room, the button says all that it does.
  if (slot) report.replaceChildren(make("span", { class: "jq-brief-name" }, phrase("Report")), make("span", { class: "jq-whole-name" }, phrase("Download report")));
  const save_file = button(phrase("Download my plan"), () => {
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
      const size = inDigits(chosen.size / 1e6, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
      refused = phrase("“{name}” has {size} MB: a plan file has less than 1.5 MB. Choose the file you downloaded here.", { name: chosen.name, size });
      tell(refused);
      return;
    }
    const text = await chosen.text();
    const question = phrase("The plan in this file will replace the answers you have here.");
    if ((kept.written || !model.get("empty")) && !(await ask(question, phrase("Open the file"), () => download(kept.plan)))) return;
    kept.done = phrase("The file is open.");
    tellWorkbook(model, { open: text, name: chosen.name });
  };
  file.addEventListener("change", read);
  const clear = async () => {
    const question = inBrowser
      ? phrase("All your answers will be removed from this browser, and what you could undo with them. Undo brings them back only while you stay on this page.")
      : phrase("All answers will be removed from the plan. Undo brings them back while you stay on this page.");
    if (await ask(question, phrase("Clear my answers"), () => download(kept.plan))) tellWorkbook(model, { clear: true });
  };
  const tell = (words) => {
    message.textContent = words;
    message.hidden = !words;
  };
  const receive = (content) => {
    if (!content.file) return;
    handOver(content.file);
    const agenda = content.file.name === AGENDA;
    handed.textContent = agenda ? phrase("The agenda is in your downloads: {name}.", content.file) : phrase("The report is in your downloads: {name}.", content.file);
    handed.dataset.brief = agenda ? phrase("The agenda is in your downloads.") : phrase("The report is in your downloads.");
    say(handed.dataset.brief, handed.textContent, handed.textContent);
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
  const others = [save_file, button(phrase("Open a saved plan"), () => file.click()), file, button(phrase("Clear my answers"), clear)];
  let mine = null;
  if (slot) {
    const print = button(phrase("Print this page"), () => window.print());
    const park = button(phrase("Park a thought"), () => parkThought(model));
    const agenda = button(phrase("Agenda of a meeting"), () => tellWorkbook(model, { agenda: true }));
    const whole = menu(phrase("My plan"), park, ...others, print, agenda, meetingButton((words) => (kept.aloud = live.textContent = words)));
    mine = make("div", { class: "jq jq-bar" }, status, brief, live, steps.elements, report, whole);
    slot.replaceChildren(mine, told.element);
    document.getElementById("jq-notices").replaceChildren(make("div", { class: "jq" }, top, message, handed, wrong.element));
  } else {
    const bar = make("div", { class: "jq-bar" }, status, live, make("span", { class: "jq-actions" }, steps.elements, report, button(phrase("Park a thought"), () => parkThought(model)), others));
    el.append(make("div", { class: "jq" }, top, message, handed, wrong.element, bar));
  }
  const show = () => {
    status.textContent = kept.words || model.get("words") || phrase("Answers save as you type.");
    status.title = status.textContent;
    brief.textContent = briefly(inBrowser);
    handed.hidden = !kept.words || kept.words !== handed.dataset.brief;
    if (kept.aloud && live.textContent !== kept.aloud) live.textContent = kept.aloud;
    told.show();
    steps.show();
    wrong.draw();
    tell(refused || model.get("message"));
  };
  kept.listeners.add(show);
  if (!inBrowser) model.on("change:words", () => (kept.words = ""));
  const CHANGES = "change:words change:can_undo change:can_redo change:undo_fields change:redo_fields change:message";
  model.on(CHANGES, show);
  drawDevice(false);
  show();
  return () => {
    kept.listeners.delete(show);
    told.end();
    steps.end();
    wrong.end();
    model.off(CHANGES, show);
    model.off("msg:custom", receive);
    if (mine) mine.remove();
  };
}
export default { initialize, render };
