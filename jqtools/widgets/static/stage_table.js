// The stages of the chosen levers as folds. Each way to work and each kind of data has a tick: in the plan or not.
function render({ model, el }) {
  const live = make("p", { class: "jq-status", role: "status", "aria-live": "polite" });
  const body = make("div", {});
  const legends = {
    way: phrase("What you can do. A tick makes it an activity of your plan."),
    data: phrase("What to collect. A tick makes it a measure of your plan."),
  };
  let drawn = [];
  let items = [];
  const item = (about, first) => {
    const tick = make("input", { type: "checkbox" });
    tick.addEventListener("change", () => tellWorkbook(model, { act: tick.checked ? "take" : "leave", ...about }));
    const link = make("a", { class: "jq-stage-link" });
    const there = make("span", { class: "jq-stage-link" }, phrase("In your plan, step 3"));
    const early = first.early ? make("span", { class: "jq-tag" }, phrase("Early sign")) : null;
    const element = make("li", {}, make("label", { class: "jq-tick" }, tick, make("span", {}, ...[about.words, " ", early].filter(Boolean))), link, there);
    const show = (now) => {
      tick.checked = now.taken;
      link.hidden = !now.href;
      there.hidden = !now.taken || Boolean(now.href);
      link.textContent = phrase("See it in your plan");
      link.setAttribute("aria-label", phrase("See it in your plan: {words}", { words: about.words }));
      if (now.href) link.href = now.href;
    };
    return { element, show };
  };
  const list = (lever, stage, sort) => {
    const made = stage[sort].map((each, place) => {
      const one = item({ lever: lever.key, stage: stage.key, sort, words: each.words }, each);
      items.push({ ...one, at: (shown) => stageIn(shown, lever, stage)[sort][place] });
      return one.element;
    });
    return make("fieldset", { class: "jq-stage-list" }, make("legend", {}, legends[sort]), make("ul", {}, ...made));
  };
  // The stages in a row, each with its state in words; a click opens the stage below.
  const strip = (lever, folds) => {
    const step = (stage, place) => {
      const state = make("span", { class: "jq-strip-state" });
      const open = () => {
        folds[place].open = true;
        folds[place].firstElementChild.focus();
      };
      const button = make("button", { type: "button", class: "jq-strip-stage", onclick: open }, make("span", {}, stage.label), " ", state);
      let now = stage;
      const show = (about = now) => {
        now = about;
        const { worked_on, told } = now;
        state.textContent = told || (worked_on ? phrase("Chosen, none picked yet") : folds[place].open ? phrase("Open, none picked yet") : phrase("Not chosen"));
        button.classList.toggle("jq-strip-chosen", worked_on || Boolean(told));
      };
      folds[place].addEventListener("toggle", () => show());
      items.push({ show, at: (shown) => stageIn(shown, lever, stage) });
      return make("li", {}, button);
    };
    return make("ol", { class: "jq-strip", "aria-label": lever.strip }, ...lever.stages.map(step));
  };
  const stageIn = (shown, lever, stage) => shown.find(({ key }) => key === lever.key).stages.find(({ key }) => key === stage.key);
  const fold = (lever, stage) => {
    const count = make("span", { class: "jq-part-count" });
    const at = (shown) => stageIn(shown, lever, stage);
    items.push({ show: ({ told }) => (count.textContent = told && ` (${told})`), at });
    return make(
      "details",
      { class: "jq-part" },
      make("summary", {}, stage.label, count),
      make("div", { class: "jq-stage-lists" }, list(lever, stage, "way"), list(lever, stage, "data")),
    );
  };
  const build = ({ levers, empty, first }) => {
    items = [];
    const heads = levers.length > 1;
    const parts = levers.map((lever, place) => {
      const folds = lever.stages.map((stage) => fold(lever, stage));
      const all = make("div", { class: "jq-parts" }, lever.strip ? strip(lever, folds) : null, ...folds);
      // Two levers have many stages: those of the second open with a click.
      return heads ? make("details", { class: "jq-stage-lever", open: !place }, make("summary", {}, lever.label), all) : all;
    });
    body.replaceChildren(...parts, ...(empty ? [make("p", { class: "jq-note" }, make("a", { href: first.href }, first.words), " ", empty)] : []));
  };
  const draw = () => {
    const shown = model.get("shown");
    const levers = shown.levers || [];
    const names = levers.map(({ key }) => key);
    if (!body.children.length || !same(drawn, names)) build({ levers, empty: shown.empty, first: shown.first });
    drawn = names;
    items.forEach((each) => each.show(each.at(levers)));
  };
  const tell = () => {
    live.textContent = model.get("said");
    if (model.get("said")) draw();
  };
  el.append(make("div", { class: "jq" }, live, body));
  draw();
  return heed(model, { "change:shown": draw, "change:said": tell });
}
export default { render };
