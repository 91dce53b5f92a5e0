// One field of a form: label, hint, control, error. `change(value)` is called with the field's JSON value.
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

// The longest answer of a list, in letters; records of the plan can be long. What is longer than LONG needs a column for
// it, and what is longer than WIDE all the width.
const LONG = 24;
const WIDE = 44;
const longestOption = (spec) => (spec.from ? WIDE : Math.max(0, ...(spec.options || []).map(([, words]) => words.length)));

// `choices` gives, when called, the records that a choice with `from` offers, by name. `told` is called when
// a mistake is found or mended.
function field(spec, choices, change, told = () => {}) {
  const ids = { control: uid(), hint: uid(), error: uid() };
  const error = make("p", { class: "jq-error", id: ids.error, hidden: true });
  const help = helpOf(spec, ids.hint);
  const tell = (wrong) => {
    const changed = error.textContent !== wrong;
    error.textContent = wrong;
    mark(wrong);
    afterPress(() => (error.hidden = !error.textContent));
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
  const longest = spec.type === "choice" ? longestOption(spec) : 0;
  const wide = longest > WIDE || spec.wide || spec.type === "long" || GROUPED.has(spec.type);
  const element = GROUPED.has(spec.type)
    ? make("fieldset", { class: `jq-field jq-wide jq-field-${spec.type}` }, make("legend", {}, spec.label), help, made.control, error)
    : spec.type === "flag"
      ? make("div", { class: "jq-field" }, make("label", { class: "jq-tick" }, made.control, spec.label), help, error)
      : make(
          "div",
          { class: wide ? "jq-field jq-wide" : longest > LONG ? "jq-field jq-field-long" : "jq-field" },
          make("label", { for: ids.control }, spec.label),
          help,
          made.control,
          error,
        );
  element.dataset.field = spec.name;
  const wrong = () => (error.textContent ? 1 : 0) + (made.wrong ? made.wrong() : 0);
  return { spec, element, wrong, show: (value) => made.show(value, () => tell("")) };
}
