// Keeping the plan in step with the editors of the page and with the kernel.

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
  if (!kept.unkept) kept.unsaved.clear();
  if (verb) tellTurn(model, verb, model.get("kept_in_browser") ? turned(model, verb, before, kept.plan) : kept.asked);
  if (!model.get("kept_in_browser")) return;
  // What was read from the storage just now may be older than what another tab has written since.
  if (kept.loading && !verb) return;
  const empty = model.get("empty");
  const elsewhere = kept.elsewhere;
  kept.elsewhere = false;
  if (!verb && !elsewhere) remember(replaced(before, kept.plan), empty);
  Object.keys(replaced(before, kept.plan)).forEach((name) => kept.unsaved.add(name));
  if (empty) {
    Object.assign(kept, { thought: "", unkept: false });
    kept.unsaved.clear();
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

// What a person typed is kept at once; the workbook is told by the editor itself.
function watchEditor(section, editor) {
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

function tellStates(model) {
  globalThis.jqStates = model.get("states");
  window.dispatchEvent(new Event("jq-states"));
}

function keepInBrowser(model) {
  watchKernel(model);
  for (const [section, editor] of Object.entries(kept.editors)) watchEditor(section, editor);
  model.on("change:states", () => tellStates(model));
  tellStates(model);
  model.on("msg:custom", (message) => hear(model, message));
  window.addEventListener("storage", (event) => hearTab(model, event));
  window.addEventListener("beforeunload", askBeforeLeaving);
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  const text = stored();
  kept.overtaken = !takeUpWay(text || "");
  if (text) load(model, text);
  else finish();
}

async function initialize({ model }) {
  kept.plan = clone(model.get("plan"));
  model.on("change:shown", () => shown(model));
  for (const [section, reference] of Object.entries(model.get("editors"))) {
    kept.editors[section] = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
  }
  watchLeaving(model);
  if (model.get("kept_in_browser")) {
    keepInBrowser(model);
    return;
  }
  model.on("change:plan", () => {
    kept.plan = clone(model.get("plan"));
    if (!model.get("turned")) say("");
  });
}
