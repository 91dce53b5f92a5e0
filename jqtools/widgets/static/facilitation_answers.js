// All answers, what people are furthest apart about first: how many gave each, and a button to take the one they agree on.
function meetingAnswers(rows, take, again) {
  const shows = [];
  const answer = (row, text, level) => {
    const mark = make("span", { class: "jq-meeting-mark", "aria-hidden": "true" });
    const bar = make("progress", { class: "jq-meeting-bar", max: row.of, value: row.counts[level], "aria-hidden": "true" });
    const button = make(
      "button",
      { type: "button", class: "jq-meeting-take", "aria-pressed": "false", onclick: () => take(row.key, level) },
      make("span", {}, mark, make("span", { class: "jq-sr" }, phrase("Take for {label}, {about}: ", row)), text),
      make("span", { class: "jq-meeting-count" }, row.people[level]),
    );
    shows.push((now) => {
      const here = now[row.key] === level;
      button.setAttribute("aria-pressed", String(here));
      mark.textContent = here ? "\u2713 " : "";
    });
    return make("li", {}, button, bar);
  };
  const body = rows.map((row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, make("span", { class: "jq-strong" }, row.about), make("span", {}, row.label)),
      make("td", {}, make("p", {}, row.told), make("ul", { class: "jq-meeting-levels" }, ...row.order.map((level) => answer(row, row.words[level], level)))),
    ),
  );
  const heads = [phrase("Question"), phrase("How far apart you are, and how many gave each answer")];
  const element = make(
    "div",
    {},
    make("h3", { tabindex: -1 }, phrase("All answers")),
    make("p", {}, phrase("You are furthest apart at the top. Talk about why. Then click the answer you agree on: it goes into the plan. A tick shows what the plan has now.")),
    make("table", { class: "jq-meeting-table" }, make("caption", { class: "jq-sr" }, phrase("Answers to each question")), make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, ...body)),
    make("p", { class: "jq-actions" }, make("button", { type: "button", class: "jq-button", onclick: again }, phrase("Rate again or something else"))),
  );
  const show = (now) => shows.forEach((each) => each(now));
  return { element, show };
}
