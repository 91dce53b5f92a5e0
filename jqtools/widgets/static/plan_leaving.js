// What the person turned from, for another box, card or part of the page: what is missing there is no longer still to do.
const SETTLED = 500;

// Where `target` belongs: its box or card, and its part of the page, or outside the served app the editor it is in.
function workedOn(target, editors) {
  const about = target.closest("[data-about]");
  const record = target.closest(".jq-box[id], .jq-records > li[id]");
  const part = target.closest(".jq-stage") || target.closest(editors.map((section) => `#${CSS.escape(section)}`).join(",") || "none");
  return { record: about ? about.dataset.about : record && record.id, part };
}

function watchLeaving(model) {
  const left = new Set();
  let here = {};
  let waiting = null;
  const tell = () => {
    tellWorkbook(model, { left: [...left].join(" ") });
    left.clear();
  };
  const sectionsOf = (part) => Object.keys(model.get("editors")).filter((section) => part.id === section || part.querySelector(`#${CSS.escape(section)}`));
  // The bars and the dialogs of the page are no part: who goes there has left nothing.
  document.addEventListener("focusin", ({ target }) => {
    const now = workedOn(target, Object.keys(model.get("editors")));
    if (!now.part) return;
    if (here.record && here.record !== now.record) left.add(here.record);
    if (here.part && here.part !== now.part) sectionsOf(here.part).forEach((section) => left.add(section));
    here = now;
    clearTimeout(waiting);
    // Not while the pointer is still pressed: nothing may move under it.
    if (left.size) waiting = setTimeout(tell, SETTLED);
  });
}
