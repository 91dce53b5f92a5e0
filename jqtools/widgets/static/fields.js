// One field of a form: label, hint, control, error. `change(value)` is called with the field's JSON value.
const PAUSE = 350;
const pending = new Set();
const flushAll = () => pending.forEach((flush) => flush());
window.addEventListener("pagehide", flushAll);
// Before the page asks whether it may be left: what was typed last may be wrong.
window.addEventListener("beforeunload", flushAll, true);

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (part) => String(part).padStart(2, "0");

// A date as a person writes it, as 2026-11-30, 2026-11 or 2026; or null.
function isoDate(text) {
  const named = text.match(/^([a-z]{3})[a-z]*\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$/i);
  const american = text.match(/^(\d{1,2})\/(?:(\d{1,2})\/)?(\d{4})$/);
  const plain = text.match(/^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/);
  const [year, month, day] = named
    ? [named[3], MONTHS.indexOf(named[1].toLowerCase()) + 1, named[2]]
    : american
      ? [american[3], american[1], american[2]]
      : plain
        ? plain.slice(1)
        : [];
  if (!year || (month !== undefined && !(month >= 1 && month <= 12))) return null;
  const iso = [year, ...[month, day].filter((part) => part !== undefined).map(two)].join("-");
  if (day === undefined) return iso;
  const real = new Date(`${iso}T00:00:00Z`);
  return !isNaN(real) && real.toISOString().startsWith(iso) ? iso : null;
}

// A number within the field's limits; nothing is no answer, unless the field always has a value.
function numberIn(plain, spec, shape, wrong) {
  if (plain === "") return spec.required ? [null, "Enter a number."] : [null, ""];
  if (!shape.test(plain)) return [null, wrong];
  if (spec.min !== undefined && Number(plain) < spec.min) return [null, `Enter ${spec.min} or more.`];
  if (spec.max !== undefined && Number(plain) > spec.max) return [null, `Enter ${spec.max} or less.`];
  return [Number(plain), ""];
}

const PARSE = {
  number: (text, spec) =>
    numberIn(text.replace(/[$,%\s]/g, ""), spec, /^-?(\d+\.?\d*|\.\d+)$/, `“${text}” is not a number. Write it in digits, such as 41.5.`),
  whole: (text, spec) =>
    numberIn(text.replace(/[,\s]/g, ""), spec, /^\d{1,12}$/, `“${text}” is not a whole number. Write it in digits, such as 612.`),
  date: (text) => {
    if (text.trim() === "") return ["", ""];
    const iso = isoDate(text.trim());
    return iso ? [iso, ""] : [null, `“${text}” is not a date we can read. Write it as 11/30/2026, or 2026-11-30, or 2026-11.`];
  },
};
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
    placeholder: spec.type === "date" ? "mm/dd/yyyy" : null,
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
      if (parse) control.value = SHOWN(value);
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
        control.value = SHOWN(value);
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
      ...(spec.required ? [] : [make("option", { value: "" }, "Choose…")]),
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
    control.replaceChildren(...(boxes.length ? boxes.map((b) => b.label) : [make("p", { class: "jq-empty" }, "There is nothing to choose from yet.")]));
    const again = focused && boxes.find((b) => b.key === focused.key);
    if (again) again.box.focus();
  };
  const show = (value) => {
    fill(value || []);
    boxes.forEach((b) => (b.box.checked = (value || []).includes(b.key)));
  };
  return { control, show };
}

const CONTROLS = { choice: choiceControl, flag: flagControl, tags: tagsControl, rows: rowsControl };
const GROUPED = new Set(["tags", "rows"]);

// Under a label: the hint, and in a fold why the question is asked and what somebody might answer.
function helpOf(spec, id) {
  const hint = spec.hint && make("p", { class: "jq-hint", id }, spec.hint);
  if (!spec.why && !spec.example) return hint || null;
  const name = make("summary", {}, spec.why ? phrase("Why we ask") : phrase("An example"), make("span", { class: "jq-sr" }, `: ${spec.label}`));
  const example = spec.example && make("p", {}, phrase("For example: {example}", { example: spec.example }));
  const fold = make("details", { class: "jq-asked" }, name, spec.why ? make("p", {}, spec.why) : null, example || null);
  return make("div", { class: "jq-help" }, hint || null, fold);
}

// `choices` gives, when called, the records that a choice with `from` offers, by name. `told` is called when
// a mistake is found or mended.
function field(spec, choices, change, told = () => {}) {
  const ids = { control: uid(), hint: uid(), error: uid() };
  const error = make("p", { class: "jq-error", id: ids.error, hidden: true });
  const help = helpOf(spec, ids.hint);
  const tell = (wrong) => {
    const changed = error.textContent !== wrong;
    error.textContent = wrong;
    error.hidden = !wrong;
    mark(wrong);
    if (!changed) return;
    if (wrong) element.dataset.wrong = "yes";
    else delete element.dataset.wrong;
    // The bar over the page tells of it, in words that are read out.
    window.dispatchEvent(new Event("jq-wrong"));
    told();
  };
  const commit = (value, wrong) => {
    tell(wrong);
    if (!wrong) change(spec.name, value);
  };
  const options = () => (spec.from ? choices()[spec.from] || [] : spec.options || []);
  const made = (CONTROLS[spec.type] || textControl)(spec, ids, commit, options, choices, told);
  const mark = (wrong) => {
    const described = [spec.hint && ids.hint, wrong && ids.error].filter(Boolean).join(" ");
    if (described) made.control.setAttribute("aria-describedby", described);
    else made.control.removeAttribute("aria-describedby");
    if (wrong) made.control.setAttribute("aria-invalid", "true");
    else made.control.removeAttribute("aria-invalid");
  };
  mark("");
  const wide = spec.wide || spec.type === "long" || GROUPED.has(spec.type);
  const element = GROUPED.has(spec.type)
    ? make("fieldset", { class: `jq-field jq-wide jq-field-${spec.type}` }, make("legend", {}, spec.label), help, made.control, error)
    : spec.type === "flag"
      ? make("div", { class: "jq-field" }, make("label", { class: "jq-tick" }, made.control, spec.label), help, error)
      : make(
          "div",
          { class: wide ? "jq-field jq-wide" : "jq-field" },
          make("label", { for: ids.control }, spec.label),
          help,
          made.control,
          error,
        );
  const wrong = () => (error.hidden ? 0 : 1) + (made.wrong ? made.wrong() : 0);
  return { spec, element, wrong, show: (value) => made.show(value, () => tell("")) };
}
