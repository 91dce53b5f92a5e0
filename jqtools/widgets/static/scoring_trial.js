// A scoring tried on past bids: who is on top, and what the job quality criteria change. The bids stay in this page.
function render({ model, el }) {
  const shown = () => model.get("shown");
  const rows = () => shown().rows || [];
  const bids = [];
  const list = make("div", { class: "jq-rows" });
  const total = make("p", { class: "jq-strong" });
  const left = make("p", { class: "jq-note" });
  const ids = { wage: uid(), hint: uid() };
  const wage = make("select", { id: ids.wage, class: "jq-input", "aria-describedby": ids.hint });
  const floor = bidField(phrase("No points up to this percent of workers"), phrase("From there points rise evenly to all points at 100 percent."), NUMBER);
  const fill = make("button", { type: "button", class: "jq-button", onclick: () => tellWorkbook(model, { act: "fill" }) }, phrase("Fill in the illustration"));
  const offer = make(
    "div",
    { class: "jq-scoring-offer" },
    make("p", {}, phrase("No criteria yet? Start from an illustration: technical quality 45, price 30, job quality 20, evidence or outreach 5. It recommends no numbers: change every line to fit.")),
    fill,
  );
  const add = make("button", { type: "button", class: "jq-button jq-add-row" }, phrase("Add a bid"));
  const live = make("p", { class: "jq-strong", role: "status", "aria-live": "polite", tabindex: "-1" });
  const result = make("div", { class: "jq-numbers" });
  const drawBids = () => {
    bids.forEach((bid, place) => {
      bid.draw(rows(), place);
      bid.gone.hidden = bids.length <= 2;
    });
    add.hidden = bids.length >= shown().most;
    floor.element.hidden = !wage.value;
  };
  const remove = (bid) => {
    const place = bids.indexOf(bid);
    bids.splice(place, 1);
    bid.element.remove();
    drawBids();
    bids[Math.min(place, bids.length - 1)].title.control.focus();
  };
  const more = () => {
    const bid = bidRow(() => wage.value, remove);
    bids.push(bid);
    list.append(bid.element);
    return bid;
  };
  add.addEventListener("click", () => {
    const bid = more();
    drawBids();
    bid.title.control.focus();
  });
  wage.addEventListener("change", drawBids);
  const ask = (event) => {
    event.preventDefault();
    tellWorkbook(model, { act: "try", wage: wage.value, floor: floor.control.value, ...Object.assign({}, ...bids.map((bid, place) => bid.answers(rows(), place))) });
  };
  const form = make(
    "form",
    { novalidate: true, onsubmit: ask },
    make(
      "div",
      { class: "jq-fields" },
      make(
        "div",
        { class: "jq-field" },
        make("label", { for: ids.wage }, phrase("Points worked out from wages")),
        make("p", { class: "jq-hint", id: ids.hint }, phrase("Choose the criterion that scores the share of workers at or above the wage floor, if there is one.")),
        wage,
      ),
      floor.element,
    ),
    list,
    make("div", { class: "jq-actions" }, add, make("button", { type: "submit", class: "jq-button jq-button-main" }, phrase("Work out the order"))),
  );
  const drawWage = () => {
    const options = rows().filter(({ quality }) => quality).map(({ id, name }) => make("option", { value: id }, name));
    const before = wage.value;
    wage.replaceChildren(make("option", { value: "" }, phrase("None: I type all points")), ...options);
    wage.value = options.some((option) => option.value === before) ? before : "";
  };
  const draw = () => {
    const now = shown();
    total.textContent = now.total || "";
    left.textContent = now.left || "";
    left.hidden = !now.left;
    const leaves = !now.illustration && document.activeElement === fill;
    offer.hidden = !now.illustration;
    form.hidden = !rows().length;
    root.hidden = !now.chosen;
    drawWage();
    drawBids();
    if (leaves) live.focus();
  };
  const tell = () => (live.textContent = model.get("said"));
  const answer = () => {
    const { errors = {}, heads, lines, sentences = [] } = model.get("answer");
    bids.forEach((bid, place) => bid.wrong(errors, place));
    floor.wrong(errors.floor);
    const line = ([first, ...cells]) => make("tr", {}, make("th", { scope: "row" }, first), ...cells.map((text, at) => make("td", { "data-head": heads[at + 1] }, text)));
    const named = phrase("The order of the bids");
    const table = heads && make("table", {}, make("caption", {}, named), make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, ...lines.map(line)));
    const box = table && make("div", { class: "scroll", role: "region", "aria-label": named, tabindex: "0" }, table);
    result.replaceChildren(...(box ? [box] : []), ...(sentences.length ? [make("ul", {}, ...sentences.map((text) => make("li", {}, text)))] : []));
    const wrong = form.querySelector("[aria-invalid=true]");
    if (wrong && Object.keys(errors).length) wrong.focus();
  };
  const note = make("p", { class: "jq-note" }, phrase("Type two or more past bids to see what your points would have changed. The bids stay in this page: they are not kept in your plan. The order decides no award."));
  const root = make("div", { class: "jq jq-parts" }, make("details", { class: "jq-part jq-scoring" }, make("summary", {}, phrase("Try your scoring on past bids")), note, offer, total, left, form, live, result));
  more();
  more();
  el.append(root);
  draw();
  return heed(model, { "change:shown": draw, "change:said": tell, "change:answer": answer });
}
export default { render };
