// What step 1 suggests for a score: beside the question, with its reason, until a person takes it or gives the same.
// `taken(question, lever, level)` is called when it is taken.
function suggestionAt(c, lever, suggested, given, taken) {
  const words = make("summary", {});
  const why = make("p", {});
  const name = phrase("Take it: {question}, {lever}", { question: c.label, lever: lever.label });
  const take = make("button", { type: "button", class: "jq-button jq-small", "aria-label": name }, phrase("Take it"));
  const element = make("details", { class: "jq-suggestion", hidden: true }, words, why, take);
  const found = () => (suggested()[lever.key] || {})[c.key];
  take.addEventListener("click", () => found() && taken(c, lever, found().level));
  const show = () => {
    const now = found();
    element.hidden = !now || now.level === given(c, lever);
    if (!now) return;
    words.textContent = phrase("Step 1 suggests {n}", { n: now.level });
    why.textContent = now.why;
  };
  const empty = () => Boolean(found()) && given(c, lever) === null;
  return { element, show, empty, level: () => found().level };
}

// One button for all suggestions whose score is empty. What is scored already stays.
function suggestionsAll(cells, taken) {
  const words = make("p", { tabindex: "-1" });
  const open = () => cells().filter((cell) => cell.suggestion.empty());
  const take = make("button", { type: "button", class: "jq-button" });
  let done = false;
  // The questions and levers in words, because a fold may hide some of them.
  const places = (cells) => {
    const questions = [...new Set(cells.map(({ c }) => c))];
    const levers = (c) => cells.filter((cell) => cell.c === c).map(({ lever }) => lever.label);
    return questions.map((c) => `${c.label} (${levers(c).join(", ")})`).join(", ");
  };
  take.addEventListener("click", () => {
    done = true;
    taken(open());
    words.focus();
  });
  const element = make("div", { class: "jq-suggestions", hidden: true }, words, take);
  const show = () => {
    const n = open().length;
    const where = places(open());
    element.hidden = !n && !done;
    take.hidden = !n;
    take.textContent = phrase("Take all suggestions for empty scores ({n})", { n });
    words.textContent = n
      ? phrase("Step 1 suggests scores for {where}, each with its reason. Nothing is filled in until you take it.", { where })
      : phrase("The suggested scores are filled in. You can change each of them.");
  };
  return { element, show };
}
