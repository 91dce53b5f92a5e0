// The same controls of the comparison laid out in two ways: a table, or where that has no room a fold for each question.
const LEAST = 780;
const COLUMNS = 0.78;
const PADDING = 16;

// How wide the table has to be, so that no word of a column's heading is cut. COLUMNS is the part of it that they share.
function matrixWidth(levers) {
  const pen = document.createElement("canvas").getContext("2d");
  const size = 0.9375 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  pen.font = ["700", `${size}px`, getComputedStyle(document.body).fontFamily].join(" ");
  const words = levers.flatMap((lever) => lever.label.split(/\s+/));
  const longest = Math.max(...words.map((word) => pen.measureText(word).width));
  return Math.max(LEAST, (levers.length * (longest + PADDING)) / COLUMNS);
}

// `parts` has the controls: cell(question, lever), meaning(question) and score(lever). Each stands in one layout at a time.
function matrixTable(criteria, levers, parts) {
  const row = (c) =>
    make(
      "tr",
      {},
      make(
        "th",
        { scope: "row" },
        make("span", { class: "jq-strong" }, c.label),
        make("span", { class: "jq-hint" }, c.question),
        make("details", { class: "jq-levels-fold" }, make("summary", {}, phrase("What 0 to 3 mean"), make("span", { class: "jq-sr" }, `: ${c.label}`)), parts.meaning(c)),
      ),
      ...levers.map((lever) => make("td", { "data-label": lever.label }, parts.cell(c, lever))),
    );
  const scores = levers.map((lever) => make("td", { "data-label": lever.label }, parts.score(lever)));
  const table = make(
    "table",
    { class: "jq-matrix" },
    make("caption", {}, phrase("Score each lever from 0 to 3 on eight questions")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, phrase("Question")), ...levers.map((lever) => make("th", { scope: "col" }, lever.label)))),
    make("tbody", {}, ...criteria.map(row)),
    make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, phrase("Score of 100")), ...scores)),
  );
  return { element: table, show: () => {} };
}

function matrixFolds(criteria, levers, parts, given) {
  const folds = criteria.map((c) => {
    const count = make("span", { class: "jq-part-count" });
    const line = make("span", { class: "jq-fold-line" });
    const one = (lever) => make("div", { class: "jq-fold-lever" }, make("p", { class: "jq-strong", "aria-hidden": "true" }, lever.label), parts.cell(c, lever));
    const element = make(
      "details",
      { class: "jq-part" },
      make("summary", {}, c.label, count, line),
      make("p", {}, c.question),
      parts.meaning(c),
      ...levers.map(one),
    );
    const open = () => levers.filter((lever) => given(c, lever) === null);
    const show = () => {
      const answer = (lever) => (given(c, lever) === null ? phrase("{lever} not scored", { lever: lever.label }) : `${lever.label} ${given(c, lever)}`);
      count.textContent = ` ${phrase("({n} of {all} scored)", { n: levers.length - open().length, all: levers.length })} `;
      line.textContent = open().length < levers.length ? levers.map(answer).join(", ") : "";
    };
    return { element, open, show };
  });
  const scores = make("dl", { class: "jq-fold-scores" }, ...levers.map((lever) => make("div", {}, make("dt", {}, lever.label), make("dd", {}, parts.score(lever)))));
  const element = make("div", { class: "jq-parts jq-folds" }, ...folds.map((fold) => fold.element), make("h3", { class: "jq-fold-head" }, phrase("Score of 100")), scores);
  // The first question that is open is unfolded, until the person does something here: from then on folds are theirs.
  let theirs = false;
  ["pointerdown", "keydown"].forEach((act) => element.addEventListener(act, () => (theirs = true), { once: true }));
  const show = () => {
    const next = folds.find((fold) => fold.open().length);
    folds.forEach((fold) => {
      fold.show();
      if (!theirs) fold.element.open = fold === next;
    });
  };
  return { element, show };
}

// A box that holds the layout that fits its width. `after` is called when it changes, with whether that is the folds.
function matrixLayout(criteria, levers, parts, given, after) {
  const box = make("div", {});
  let now;
  let folded;
  const place = (small) => {
    folded = small;
    const back = document.activeElement;
    now = (small ? matrixFolds : matrixTable)(criteria, levers, parts, given);
    box.replaceChildren(now.element);
    if (back && box.contains(back)) back.focus();
    now.show();
    after(small);
  };
  // In a part that is not shown the box has no width: what was there stays.
  const fit = () => {
    const small = box.clientWidth ? box.clientWidth < matrixWidth(levers) : folded;
    if (small !== folded) place(small);
  };
  const soon = () => requestAnimationFrame(fit);
  const watch = new ResizeObserver(soon);
  place(innerWidth < LEAST);
  watch.observe(box);
  window.addEventListener("resize", soon);
  const end = () => {
    watch.disconnect();
    window.removeEventListener("resize", soon);
  };
  return { element: box, show: () => now.show(), end };
}
