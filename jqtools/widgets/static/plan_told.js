// What was done, as a whole sentence: the bar has room for a few words only. It stands under the bar, over the page, until
// the person does something else; it takes no clicks, and is read out by the bar.
const SEEN = 6_000;
function toldInFull() {
  const element = make("p", { class: "jq-told", "aria-hidden": "true", hidden: true });
  const ACTS = ["keydown", "pointerdown", "wheel"];
  let since = 0;
  const away = (event) => {
    if (event.key === "Escape" || performance.now() - since > SEEN) element.hidden = true;
  };
  const show = () => {
    if (!kept.told) return;
    element.textContent = kept.told;
    element.hidden = false;
    since = performance.now();
    kept.told = "";
  };
  const end = () => {
    ACTS.forEach((act) => window.removeEventListener(act, away, true));
    element.remove();
  };
  ACTS.forEach((act) => window.addEventListener(act, away, { capture: true, passive: true }));
  return { element, show, end };
}
