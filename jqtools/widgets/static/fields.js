// One field of a form: label, hint, control, error. `change(value)` is called with the field's JSON value.
const PAUSE = 350;
const pending = new Set();
const flushAll = () => pending.forEach((flush) => flush());
window.addEventListener("pagehide", flushAll);

const PARSE = {
  number: (text) => {
    const plain = text.replace(/[$,%\s]/g, "");
    if (plain === "") return [null, ""];
    return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? [Number(plain), ""] : [null, "Enter a number, such as 41.5."];
  },
  whole: (text) => {
    const plain = text.replace(/[,\s]/g, "");
    if (plain === "") return [null, ""];
    return /^\d{1,12}$/.test(plain) ? [Number(plain), ""] : [null, "Enter a whole number, such as 612."];
  },
  date: (text) => {
    const plain = text.trim();
    const american = plain.match(/^(?:(\d{1,2})\/)?(\d{1,2})\/(\d{4})$/);
    const iso = american
      ? american[1]
        ? `${american[3]}-${american[1].padStart(2, "0")}-${american[2].padStart(2, "0")}`
        : `${american[3]}-${american[2].padStart(2, "0")}`
      : plain;
    const fits = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/.test(iso);
    return fits ? [iso, ""] : ["", "Write the date as 2026-11-30, or 11/30/2026, or just 2026-11."];
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
  });
  let timer = null;
  const fit = () => {
    if (spec.type !== "long" || !control.isConnected) return;
    control.style.height = "auto";
    control.style.height = `${control.scrollHeight + 2}px`;
  };
  const flush = () => {
    clearTimeout(timer);
    timer = null;
    pending.delete(flush);
    const [value, error] = parse ? parse(control.value) : [control.value, ""];
    if (spec.type === "date" && !error) control.value = value;
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
  return {
    control,
    show: (value) => {
      if (timer === null && control.value !== SHOWN(value)) control.value = SHOWN(value);
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
      make("option", { value: "" }, "Choose…"),
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

function tagsControl(spec, ids, commit, options) {
  const boxes = options().map(([key, words]) => {
    const box = make("input", { type: "checkbox", value: key });
    box.addEventListener("change", () => commit(boxes.filter((b) => b.box.checked).map((b) => b.key), ""));
    return { key, box, label: make("label", { class: "jq-tick" }, box, words) };
  });
  const control = make("div", { class: "jq-ticks" }, ...boxes.map((b) => b.label));
  return { control, show: (value) => boxes.forEach((b) => (b.box.checked = (value || []).includes(b.key))) };
}

const CONTROLS = { choice: choiceControl, flag: flagControl, tags: tagsControl };

// `choices` gives, when called, the records that a choice with `from` offers, by name.
function field(spec, choices, change) {
  const ids = { control: uid(), hint: uid(), error: uid() };
  const error = make("p", { class: "jq-error", id: ids.error, role: "alert", hidden: true });
  const hint = spec.hint ? make("p", { class: "jq-hint", id: ids.hint }, spec.hint) : null;
  const commit = (value, wrong) => {
    error.textContent = wrong;
    error.hidden = !wrong;
    mark(wrong);
    change(spec.name, value);
  };
  const options = () => (spec.from ? choices()[spec.from] || [] : spec.options || []);
  const made = (CONTROLS[spec.type] || textControl)(spec, ids, commit, options);
  const mark = (wrong) => {
    const described = [hint && ids.hint, wrong && ids.error].filter(Boolean).join(" ");
    if (described) made.control.setAttribute("aria-describedby", described);
    else made.control.removeAttribute("aria-describedby");
    if (wrong) made.control.setAttribute("aria-invalid", "true");
    else made.control.removeAttribute("aria-invalid");
  };
  mark("");
  const wide = spec.wide || spec.type === "long" || spec.type === "tags";
  const element =
    spec.type === "tags"
      ? make("fieldset", { class: "jq-field jq-wide" }, make("legend", {}, spec.label), hint, made.control, error)
      : spec.type === "flag"
        ? make("div", { class: "jq-field" }, make("label", { class: "jq-tick" }, made.control, spec.label), hint, error)
        : make(
            "div",
            { class: wide ? "jq-field jq-wide" : "jq-field" },
            make("label", { for: ids.control }, spec.label),
            hint,
            made.control,
            error,
          );
  return { spec, element, show: made.show };
}

// The fields of one record; asks a field only while its `when` holds.
function fieldSet(specs, choices, record, change) {
  const fields = specs.map((spec) => field(spec, choices, (name, value) => change(name, value)));
  const show = () => {
    const now = record();
    for (const each of fields) {
      const { when, name } = each.spec;
      each.element.hidden = Boolean(when) && !when.is.includes(at(now, when.field));
      each.show(at(now, name));
    }
  };
  return { element: make("div", { class: "jq-fields" }, ...fields.map((each) => each.element)), show };
}
