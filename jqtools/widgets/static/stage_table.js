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
    tick.addEventListener("change", () => model.send({ act: tick.checked ? "take" : "leave", ...about }));
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
      items.push({ ...one, at: (shown) => shown.find(({ key }) => key === lever.key).stages.find(({ key }) => key === stage.key)[sort][place] });
      return one.element;
    });
    return make("fieldset", { class: "jq-stage-list" }, make("legend", {}, legends[sort]), make("ul", {}, ...made));
  };
  const fold = (lever, stage) => {
    const count = make("span", { class: "jq-part-count" });
    const at = (shown) => shown.find(({ key }) => key === lever.key).stages.find(({ key }) => key === stage.key);
    items.push({ show: ({ told }) => (count.textContent = told && ` (${told})`), at });
    return make(
      "details",
      { class: "jq-part" },
      make("summary", {}, stage.label, count),
      make("div", { class: "jq-stage-lists" }, list(lever, stage, "way"), list(lever, stage, "data")),
    );
  };
  const build = ({ levers, empty }) => {
    items = [];
    const heads = levers.length > 1;
    const parts = levers.map((lever) => make("div", { class: "jq-parts" }, heads ? make("h4", {}, lever.label) : null, ...lever.stages.map((stage) => fold(lever, stage))));
    body.replaceChildren(...parts, ...(empty ? [make("p", { class: "jq-note" }, empty)] : []));
  };
  const draw = () => {
    const shown = model.get("shown");
    const levers = shown.levers || [];
    const names = levers.map(({ key }) => key);
    if (!body.children.length || !same(drawn, names)) build({ levers, empty: shown.empty });
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
