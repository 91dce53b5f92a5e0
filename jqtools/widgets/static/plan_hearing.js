// What the kernel and other tabs of the browser say of the plan, and what comes of it.
function load(model, text) {
  kept.loading += 1;
  tellWorkbook(model, { load: text });
}

const sayHere = (words) => say(words, words, "");

function finish() {
  kept.ready = true;
  document.documentElement.dataset.jqReady = "yes";
  if (kept.overtaken) say(phrase("Another tab changed the plan. What was done here before that can't be undone."));
  else if (kept.unkept) sayUnkept();
  else if (!kept.locked && stored()) sayHere(device() === "own" ? phrase("Your answers are here, saved in this browser.") : phrase("Your answers are here, saved in this tab only."));
  kept.overtaken = false;
  kept.listeners.forEach((listener) => listener());
}

function hear(model, message) {
  if (message.refused) {
    turned(model, message.refused, kept.plan, null);
    keepWay(stored() || "");
    say(phrase("That step could not be read, so it is left out."));
  }
  if (message.unreadable) {
    kept.locked = true;
    say(phrase("Your saved answers could not be read. They are kept: download them, or clear them to start again."));
  }
  if (message.changes) {
    keep("changes", message.changes);
    saveSections();
  }
  if (message.loaded) {
    kept.loading -= 1;
    finish();
  }
}

// Another tab wrote: take that up, with what only this page holds.
function hearTab(model, event) {
  if (event.key !== KEY || device() === "shared") return;
  kept.overtaken = Boolean(event.newValue && way.undo.length);
  forgetWay();
  if (event.newValue && kept.unkept) saveSections();
  if (event.newValue) {
    load(model, kept.unkept ? JSON.stringify(kept.plan) : event.newValue);
    return;
  }
  kept.elsewhere = true;
  tellWorkbook(model, { clear: true });
}
