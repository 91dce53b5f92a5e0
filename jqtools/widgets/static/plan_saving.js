// Saving the plan in the served app: it needs no kernel. Each editor's `value` is a section of the plan file, and is
// written to the browser's storage as it changes.
const clock = () => new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit" }).format(new Date());

// What this module's model and its views share: the plan as it stands, and how its keeping goes.
const kept = { plan: null, ready: false, loading: 0, locked: false, written: false, unkept: false, unsaved: new Set(), words: "", aloud: "", told: "", done: "", asked: [], thought: "", overtaken: false, elsewhere: false, editors: {}, listeners: new Set() };

// The line is seen as it is; it is read out only when it tells something new. `told` is seen in full for a while.
const say = (words, aloud = words, told = words) => {
  Object.assign(kept, { words, aloud, told });
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

function saySaved() {
  const time = clock();
  const [words, aloud] =
    device() === "own"
      ? [phrase("Saved in this browser at {time}.", { time }), phrase("Saved in this browser.")]
      : [phrase("Saved in this tab only at {time}.", { time }), phrase("Saved in this tab only.")];
  const { done } = kept;
  kept.done = "";
  say(words, [done, aloud].filter(Boolean).join(" "), done);
}

function sayUnkept() {
  if (home() && home().length) say(phrase("Not saved: this browser has no room left. Download your plan before you leave the page."));
  else say(phrase("Not saved: this browser keeps nothing here. Download your plan before you leave the page."));
}

function save() {
  if (kept.locked) return;
  try {
    store(JSON.stringify(kept.plan));
    kept.unsaved.clear();
    kept.unkept = false;
    saySaved();
  } catch {
    kept.unkept = true;
    sayUnkept();
  }
}

// What only this page holds is not left by mistake.
const askBeforeLeaving = (event) => kept.unkept && event.preventDefault();

// A section that the person changed, or that the workbook keeps for them, such as the change log.
function keep(section, value) {
  const { created, modified } = kept.plan;
  if (section === "changes" && !globalThis.jqTyping) rememberToo(section, kept.plan[section]);
  else if (!kept.locked) remember({ [section]: kept.plan[section], created, modified });
  kept.plan[section] = clone(value);
  kept.unsaved.add(section);
}

// What the storage holds of this very plan, in the same format: another tab may have changed other sections meanwhile.
function latest() {
  try {
    const found = JSON.parse(stored());
    return found.plan_id === kept.plan.plan_id && found.schema_version === kept.plan.schema_version ? found : null;
  } catch {
    return null;
  }
}

function saveSections() {
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  kept.plan.modified = now;
  kept.plan.created = kept.plan.created || now;
  const found = latest();
  if (found) {
    for (const section of [...kept.unsaved, "modified", "created"]) found[section] = kept.plan[section];
    kept.plan = found;
  }
  save();
}
