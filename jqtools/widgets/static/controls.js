// The controls of a form: text, number, date, choice, flag, tags. What is typed is kept after a pause, and on leaving.
const PAUSE = 350;
const pending = new Set();
const flushAll = () => pending.forEach((flush) => flush());
window.addEventListener("pagehide", flushAll);
// Before the page asks whether it may be left: what was typed last may be wrong.
window.addEventListener("beforeunload", flushAll, true);
const SHOWN = (value) => (value === null || value === undefined ? "" : String(value));

function textControl(spec, ids, commit) {
  const parse = PARSE[spec.type];
  const control = make(spec.type === "long" ? "textarea" : "input", {
    ...(spec.type === "long" ? { rows: spec.rows || 2 } : { type: "text" }),
    id: ids.control,
    maxlength: 4000,
    autocomplete: "off",
    inputmode: spec.type === "number" ? "decimal" : spec.type === "whole" ? "numeric" : null,
    class: `jq-input jq-input-${spec.type}`,
    placeholder: spec.type === "date" ? phrase("mm/dd/yyyy") : null,
  });
  let timer = null;
  let last;
  // Where the style sheet can't, the box grows with its text here; a part that was hidden tells when it is shown.
  const grows = spec.type === "long" && !CSS.supports("field-sizing", "content");
  const fit = () => {
    if (!grows || !control.isConnected) return;
    control.style.height = "auto";
    control.style.height = `${control.scrollHeight + 2}px`;
  };
  const flush = () => {
    clearTimeout(timer);
    timer = null;
    pending.delete(flush);
    const [value, error] = parse ? parse(control.value, spec) : [control.value, ""];
    if (!error) {
      last = value;
      if (parse) control.value = answerShown(spec, value);
    }
    commit(value, error);
  };
  control.addEventListener("input", () => {
    fit();
    clearTimeout(timer);
    pending.add(flush);
    timer = setTimeout(() => (spec.type === "long" || spec.type === "text" ? flush() : null), PAUSE);
  });
  control.addEventListener("change", flush);
  requestAnimationFrame(fit);
  if (grows) new ResizeObserver(fit).observe(control);
  return {
    control,
    // What someone mistyped stays until they mend it, or until the value behind it changes.
    show: (value, mend) => {
      if (timer === null && value !== last) {
        last = value;
        control.value = answerShown(spec, value);
        mend();
      }
      fit();
    },
  };
}

function choiceControl(spec, ids, commit, options) {
  const control = make("select", { id: ids.control, class: "jq-input" });
  let offered = null;
  const fill = (value) => {
    const list = options();
    const known = value === null || value === undefined || list.some(([key]) => key === value);
    const wanted = known ? list : [...list, [value, String(value)]];
    if (same(offered, wanted)) return;
    offered = wanted;
    control.replaceChildren(
      ...(spec.required ? [] : [make("option", { value: "" }, phrase("Choose…"))]),
      ...wanted.map(([key, words]) => make("option", { value: String(key) }, words)),
    );
  };
  control.addEventListener("change", () => {
    const found = offered.find(([key]) => String(key) === control.value);
    commit(found ? found[0] : null, "");
  });
  return { control, show: (value) => (fill(value), (control.value = SHOWN(value))) };
}

function flagControl(spec, ids, commit) {
  const control = make("input", { type: "checkbox", id: ids.control });
  control.addEventListener("change", () => commit(control.checked, ""));
  return { control, show: (value) => (control.checked = Boolean(value)) };
}

// Several of the options; what is ticked and no longer offered stays to be unticked.
function tagsControl(spec, ids, commit, options) {
  const control = make("div", { class: "jq-ticks" });
  let boxes = [];
  let offered = null;
  const tick = ([key, words]) => {
    const box = make("input", { type: "checkbox", value: key });
    box.addEventListener("change", () => commit(boxes.filter((b) => b.box.checked).map((b) => b.key), ""));
    return { key, box, label: make("label", { class: "jq-tick" }, box, words) };
  };
  const fill = (value) => {
    const known = options();
    const wanted = [...known, ...value.filter((key) => !known.some(([each]) => each === key)).map((key) => [key, String(key)])];
    if (same(offered, wanted)) return;
    const focused = boxes.find((b) => b.box === document.activeElement);
    offered = clone(wanted);
    boxes = wanted.map(tick);
    control.replaceChildren(...(boxes.length ? boxes.map((b) => b.label) : [make("p", { class: "jq-empty" }, phrase("There is nothing to choose from yet."))]));
    const again = focused && boxes.find((b) => b.key === focused.key);
    if (again) again.box.focus();
  };
  const show = (value) => {
    fill(value || []);
    boxes.forEach((b) => (b.box.checked = (value || []).includes(b.key)));
  };
  return { control, show };
}
