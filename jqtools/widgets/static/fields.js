// One field of a form: label, hint, control, error. `change(value)` is called with the field's JSON value.
const PAUSE = 350;
const pending = new Set();
const flushAll = () => pending.forEach((flush) => flush());
window.addEventListener("pagehide", flushAll);

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

const PARSE = {
  number: (text, spec) => {
    const plain = text.replace(/[$,%\s]/g, "");
    if (plain === "") return [null, ""];
    if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return [null, `“${text}” is not a number. Write it in digits, such as 41.5.`];
    if (spec.min !== undefined && Number(plain) < spec.min) return [null, `Enter ${spec.min} or more.`];
    return [Number(plain), ""];
  },
  whole: (text) => {
    const plain = text.replace(/[,\s]/g, "");
    if (plain === "") return [null, ""];
    return /^\d{1,12}$/.test(plain) ? [Number(plain), ""] : [null, `“${text}” is not a whole number. Write it in digits, such as 612.`];
  },
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
  const fit = () => {
    if (spec.type !== "long" || !control.isConnected) return;
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
  const tell = (wrong) => {
    error.textContent = wrong;
    error.hidden = !wrong;
    mark(wrong);
  };
  const commit = (value, wrong) => {
    tell(wrong);
    if (!wrong) change(spec.name, value);
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
  return { spec, element, show: (value) => made.show(value, () => tell("")) };
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
