// Where the plan is kept, and how it gets there.
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
// What a tab was told counts in that tab, whatever another tab was told.
const device = () => {
  if (tab() && tab().getItem(DEVICE) === "shared") return "shared";
  return own() && own().getItem(DEVICE) === "own" ? "own" : "";
};
const home = () => (device() === "own" ? own() : tab());
const stored = () => (home() ? home().getItem(KEY) : null);
const forget = () => home() && home().removeItem(KEY);

function keepOn(answer) {
  const text = stored();
  forget();
  tab().removeItem(DEVICE);
  own().removeItem(DEVICE);
  (answer === "own" ? own() : tab()).setItem(DEVICE, answer);
  if (text) home().setItem(KEY, text);
}

function fileName(plan) {
  const words = (plan.header.title || "job quality plan").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${words.slice(0, 60) || "plan"}.json`;
}

function download(plan) {
  handOver({ name: fileName(plan), type: "application/json", content: JSON.stringify(plan, null, 1) + "\n" });
}

const handOver = (file) => {
  const url = URL.createObjectURL(new Blob([file.content], { type: file.type }));
  make("a", { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

// What this module's model and its views share: the plan as it stands, and how its keeping goes.
const kept = { plan: null, ready: false, loading: 0, locked: false, written: false, unsaved: new Set(), words: "", aloud: "", done: "", asked: [], thought: "", overtaken: false, elsewhere: false, editors: {}, listeners: new Set() };

// The line is seen as it is; it is read out only when it tells something new.
const say = (words, aloud = words.replace(/ at [^ ]+( [AP]M)?\.$/, ".")) => {
  kept.words = words;
  kept.aloud = aloud;
  kept.listeners.forEach((listener) => listener());
};

// The way back gives room to the plan, never the other way round.
function store(text) {
  try {
    home().setItem(KEY, text);
  } catch {
    unkeepWay();
    home().setItem(KEY, text);
  }
  keepWay(text);
}

function save() {
  if (kept.locked) return;
  try {
    store(JSON.stringify(kept.plan));
    kept.unsaved.clear();
    const where = device() === "own" ? "in this browser" : "in this tab only";
    const done = kept.done ? `${kept.done} ` : "";
    say(`${done}Saved ${where} at ${clock()}.`);
    kept.done = "";
  } catch {
    say("Not saved: this browser keeps nothing here. Download your plan before you leave the page.");
  }
}

// A section that the person changed, or that the workbook keeps for them, such as the change log.
function keep(section, value) {
  const { created, modified } = kept.plan;
  if (section === "changes" && !globalThis.jqTyping) rememberToo(section, kept.plan[section]);
  else if (!kept.locked) remember({ [section]: kept.plan[section], created, modified });
  kept.plan[section] = clone(value);
  kept.unsaved.add(section);
}

// Another tab may have changed other sections meanwhile: keep those, unless they are of another format.
function saveSections() {
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  kept.plan.modified = now;
  kept.plan.created = kept.plan.created || now;
  let latest = null;
  try {
    latest = JSON.parse(stored());
  } catch {
    latest = null;
  }
  if (latest && latest.plan_id === kept.plan.plan_id && latest.schema_version === kept.plan.schema_version) {
    for (const section of [...kept.unsaved, "modified", "created"]) latest[section] = kept.plan[section];
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

// After a lost connection the front end takes over the kernel's older state: what was typed counts. But while edits and
// clicks are on their way to the kernel, what it says last is still to come.
function putBack(section, editor) {
  setTimeout(() => {
    if (same(kept.plan[section], editor.get("value"))) return;
    if (unread.size || way.going) putBack(section, editor);
    else typed(editor, clone(kept.plan[section]));
  }, 500);
}

// The kernel replaced the whole plan: a file, an example, a click that changes it, a step back or forward, or cleared.
function shown(model) {
  const before = kept.plan;
  const verb = model.get("turned");
  kept.plan = clone(model.get("plan"));
  Object.assign(kept, { locked: false, written: false });
  kept.unsaved.clear();
  if (verb) tellTurn(model, verb, model.get("kept_in_browser") ? turned(model, verb, before, kept.plan) : kept.asked);
  if (!model.get("kept_in_browser")) return;
  // What was read from the storage just now may be older than what another tab has written since.
  if (kept.loading && !verb) return;
  const empty = model.get("empty");
  const elsewhere = kept.elsewhere;
  kept.elsewhere = false;
  if (!verb && !elsewhere) remember(replaced(before, kept.plan), empty);
  if (empty) {
    kept.thought = "";
    forget();
    keepWay("");
    say(verb ? kept.done : elsewhere ? phrase("All answers were cleared in another tab.") : phrase("All answers are cleared."));
    kept.done = "";
  } else {
    kept.done = kept.done || model.get("done");
    save();
  }
}

function tellTurn(model, verb, names) {
  const what = stepWords(names, model.get("section_words"));
  kept.done = verb === "undo" ? phrase("Undone: {what}.", { what }) : phrase("Done again: {what}.", { what });
  if (!model.get("kept_in_browser")) say(kept.done);
}

async function initialize({ model }) {
  kept.plan = clone(model.get("plan"));
  model.on("change:shown", () => shown(model));
  for (const [section, reference] of Object.entries(model.get("editors"))) {
    kept.editors[section] = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
  }
  if (!model.get("kept_in_browser")) {
    model.on("change:plan", () => {
      kept.plan = clone(model.get("plan"));
      if (!model.get("turned")) say("");
    });
    return;
  }
  watchKernel(model);
  for (const [section, editor] of Object.entries(kept.editors)) {
    editor.on("change:value", () => {
      if (!kept.ready || same(kept.plan[section], editor.get("value"))) return;
      if (!globalThis.jqTyping) {
        putBack(section, editor);
        return;
      }
      keep(section, editor.get("value"));
      kept.written = true;
      saveSections();
      kept.edited();
    });
  }
  const tellPage = () => {
    globalThis.jqStates = model.get("states");
    window.dispatchEvent(new Event("jq-states"));
  };
  model.on("change:states", tellPage);
  tellPage();
  model.on("msg:custom", (message) => {
    if (message.refused) {
      turned(model, message.refused, kept.plan, null);
      keepWay(stored() || "");
      say(phrase("That step could not be read, so it is left out."));
    }
    if (message.unreadable) {
      kept.locked = true;
      say("Your saved answers could not be read. They are kept: download them, or clear them to start again.");
    }
    if (message.changes) {
      keep("changes", message.changes);
      saveSections();
    }
    if (message.loaded) {
      kept.loading -= 1;
      finish();
    }
  });
  const load = (text) => {
    kept.loading += 1;
    tellWorkbook(model, { load: text });
  };
  const finish = () => {
    kept.ready = true;
    document.documentElement.dataset.jqReady = "yes";
    if (kept.overtaken) say(phrase("Another tab changed the plan. What was done here before that can't be undone."));
    else if (!kept.locked && stored()) say(`Your answers are here, saved ${device() === "own" ? "in this browser" : "in this tab only"}.`);
    kept.overtaken = false;
    kept.listeners.forEach((listener) => listener());
  };
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY || device() === "shared") return;
    kept.overtaken = Boolean(event.newValue && way.undo.length);
    forgetWay();
    if (event.newValue) {
      load(event.newValue);
      return;
    }
    kept.elsewhere = true;
    tellWorkbook(model, { clear: true });
  });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  const text = stored();
  kept.overtaken = !takeUpWay(text || "");
  if (text) load(text);
  else finish();
}
