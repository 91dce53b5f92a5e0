// The bar over every page: where the plan is kept, download, open, undo, redo, clear.
//
// In the served app the answers live in the visitor's own browser. Saving them needs no kernel: each
// editor's `value` is a section of the plan file, and is written to the browser's storage as it changes.
const KEY = "jqtools.plan";
const DEVICE = "jqtools.device";
const MAX_FILE = 1_500_000;
const storage = (kind) => {
  try {
    return window[kind];
  } catch {
    return null;
  }
};
const own = () => storage("localStorage");
const tab = () => storage("sessionStorage");
const device = () => {
  if (own() && own().getItem(DEVICE) === "own") return "own";
  return tab() && tab().getItem(DEVICE) === "shared" ? "shared" : "";
};
const home = () => (device() === "own" ? own() : tab());
const stored = () => (home() ? home().getItem(KEY) : null);
const forget = () => [own(), tab()].forEach((place) => place && place.removeItem(KEY));

function keepOn(answer) {
  const text = stored();
  forget();
  own().removeItem(DEVICE);
  tab().removeItem(DEVICE);
  (answer === "own" ? own() : tab()).setItem(DEVICE, answer);
  if (text) home().setItem(KEY, text);
}

function fileName(plan) {
  const words = (plan.header.title || "job quality plan").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${words.slice(0, 60) || "plan"}.json`;
}

function download(plan) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(plan, null, 1) + "\n"], { type: "application/json" }));
  make("a", { href: url, download: fileName(plan) }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

// What this module's model and its views share: the plan as it stands, and how its keeping goes.
const kept = { plan: null, ready: false, locked: false, written: false, words: "", editors: {}, listeners: new Set() };

const say = (words) => {
  kept.words = words;
  kept.listeners.forEach((listener) => listener());
};

function save() {
  if (kept.locked) return;
  try {
    home().setItem(KEY, JSON.stringify(kept.plan));
    const where = device() === "own" ? "in this browser" : "in this tab only";
    say(`Saved ${where} at ${clock()}.`);
  } catch {
    say("Not saved: this browser keeps nothing here. Download your plan before you leave the page.");
  }
}

// Another tab may have changed other pages' sections meanwhile: keep those.
function saveSections() {
  let latest = null;
  try {
    latest = JSON.parse(stored());
  } catch {
    latest = null;
  }
  if (latest && latest.plan_id === kept.plan.plan_id) {
    for (const section of Object.keys(kept.editors)) latest[section] = kept.plan[section];
    kept.plan = latest;
  }
  save();
}

function banner(words) {
  const place = document.getElementById("jq-connection");
  if (!place || place.textContent === words) return;
  place.replaceChildren();
  if (words) place.append(make("p", { class: "jq-alert" }, words, " ", make("a", { href: "" }, "Reload the page")));
}
const GONE = "This page has lost its connection to the workbook. Your answers are safe in this browser.";
const TRYING = "Connection lost, trying again. Your answers are safe in this browser.";

function watchKernel(model) {
  const kernel = model.widget_manager && model.widget_manager.kernel;
  const base = document.body.dataset.baseUrl;
  let waiting = null;
  kept.edited = () => {
    model.set("seq", model.get("seq") + 1);
    model.save_changes();
    clearTimeout(waiting);
    waiting = setTimeout(() => model.get("ack") < model.get("seq") && banner(GONE), 8000);
  };
  model.on("change:ack", () => model.get("ack") >= model.get("seq") && banner(""));
  if (!kernel || !base) return;
  kernel.connectionStatusChanged.connect((_, status) => {
    if (status === "connected") banner("");
    else if (status === "connecting") banner(TRYING);
    else banner(GONE);
  });
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(`${base}api/kernels/${kernel.id}`, { cache: "no-store" }).catch(() => null);
    if (answer && answer.status === 404) banner(GONE);
  }, 20_000);
}

async function initialize({ model }) {
  kept.plan = clone(model.get("plan"));
  model.on("change:plan", () => {
    kept.plan = clone(model.get("plan"));
    kept.locked = false;
    kept.written = false;
    if (!model.get("kept_in_browser")) return;
    if (model.get("empty")) {
      forget();
      say("Nothing is saved: there are no answers yet.");
    } else save();
  });
  for (const [section, reference] of Object.entries(model.get("editors"))) {
    kept.editors[section] = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
  }
  if (!model.get("kept_in_browser")) return;
  watchKernel(model);
  for (const [section, editor] of Object.entries(kept.editors)) {
    editor.on("change:value", () => {
      if (!kept.ready || same(kept.plan[section], editor.get("value"))) return;
      kept.plan[section] = clone(editor.get("value"));
      kept.written = true;
      saveSections();
      kept.edited();
    });
  }
  model.on("msg:custom", (message) => {
    if (message.unreadable) {
      kept.locked = true;
      say("Your saved answers could not be read. They are kept: download them, or clear them to start again.");
    }
    if (message.loaded) finish();
  });
  const finish = () => {
    kept.ready = true;
    document.documentElement.dataset.jqReady = "yes";
    if (!kept.locked && stored()) say(`Your answers are here, saved ${device() === "own" ? "in this browser" : "in this tab only"}.`);
  };
  window.addEventListener("storage", (event) => {
    if (event.key === KEY && device() === "own" && event.newValue) model.send({ load: event.newValue });
  });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  const text = stored();
  if (text) model.send({ load: text });
  else finish();
}

function deviceQuestion(model, redraw) {
  const answer = (choice) => () => {
    try {
      keepOn(choice);
    } catch {
      say("This browser keeps nothing here. Download your plan before you leave the page.");
      return;
    }
    save();
    redraw();
  };
  const name = uid();
  if (device()) {
    const words = device() === "own" ? "Your answers stay on this device until you clear them." : "Your answers stay in this tab and are gone when you close it.";
    const again = () => {
      own().removeItem(DEVICE);
      tab().removeItem(DEVICE);
      redraw();
    };
    return make("p", { class: "jq-device" }, words, " ", make("button", { type: "button", class: "jq-link", onclick: again }, "Change this"));
  }
  return make(
    "div",
    { class: "jq-device jq-panel", role: "group", "aria-labelledby": name },
    make("p", { id: name, class: "jq-strong" }, "Do other people use this device, as in a library or a job center?"),
    make("p", {}, "Your answers never leave your browser unless you download them. Tell us how long this browser should keep them."),
    make(
      "div",
      { class: "jq-actions" },
      make("button", { type: "button", class: "jq-button", onclick: answer("own") }, "It is my own: keep my answers on it"),
      make("button", { type: "button", class: "jq-button", onclick: answer("shared") }, "It is shared: keep them in this tab only"),
    ),
  );
}

function render({ model, el }) {
  const inBrowser = model.get("kept_in_browser");
  const status = make("span", { class: "jq-status", role: "status", "aria-live": "polite" });
  const message = make("p", { class: "jq-alert", role: "alert", hidden: true });
  const file = make("input", { type: "file", accept: ".json,application/json", class: "jq-sr", tabindex: -1, "aria-hidden": "true" });
  const button = (words, act) => make("button", { type: "button", class: "jq-link", onclick: act }, words);
  const undo = button("Undo", () => model.send({ undo: true }));
  const redo = button("Redo", () => model.send({ redo: true }));
  const save_file = button("Download my plan", () => {
    const raw = kept.locked ? stored() : null;
    download(raw ? JSON.parse(raw) : kept.plan);
  });
  const read = async () => {
    const [chosen] = file.files;
    file.value = "";
    if (!chosen) return;
    if (chosen.size > MAX_FILE) {
      tell(`“${chosen.name}” has ${(chosen.size / 1e6).toFixed(1)} MB: a plan file has less than 1.5 MB. Choose the .json file you downloaded here.`);
      return;
    }
    const text = await chosen.text();
    const question = "The plan in this file will replace the answers you have here.";
    if ((kept.written || !model.get("empty")) && !(await ask(question, "Open the file", () => download(kept.plan)))) return;
    model.send({ open: text });
  };
  file.addEventListener("change", read);
  const clear = async () => {
    const question = inBrowser ? "All your answers will be removed from this browser." : "All answers will be removed from the plan. Undo brings them back.";
    if (await ask(question, "Clear my answers", () => download(kept.plan))) model.send({ clear: true });
  };
  const tell = (words) => {
    message.textContent = words;
    message.hidden = !words;
  };
  const top = make("div", {});
  const redraw = () => inBrowser && model.get("ask_device") && top.replaceChildren(deviceQuestion(model, redraw));
  const bar = make(
    "div",
    { class: "jq-bar" },
    status,
    make("span", { class: "jq-actions" }, undo, redo, save_file, button("Open a saved plan", () => file.click()), file, button("Clear my answers", clear)),
  );
  el.append(make("div", { class: "jq" }, top, message, bar));
  const show = () => {
    status.textContent = (inBrowser ? kept.words : model.get("words")) || "Answers save as you type.";
    undo.disabled = !model.get("can_undo");
    redo.disabled = !model.get("can_redo");
    tell(model.get("message"));
  };
  kept.listeners.add(show);
  model.on("change:words change:can_undo change:can_redo change:message", show);
  redraw();
  show();
  return () => {
    kept.listeners.delete(show);
    model.off("change:words change:can_undo change:can_redo change:message", show);
  };
}
export default { initialize, render };
