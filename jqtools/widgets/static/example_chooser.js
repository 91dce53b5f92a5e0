// The example plans, one of which a person can take up. `value` is the key of the one asked for last.
function render({ model, el }) {
  const take = async (key, title) => {
    const question = `Your answers will be replaced by the example “${title}”. Undo brings them back while you stay on this page.`;
    if (model.get("busy") && !(await ask(question, "Use the example"))) return;
    model.send({ take: key });
  };
  const cards = model.get("examples").map(({ key, title, about }) =>
    make(
      "li",
      { class: "jq-card" },
      make("p", { class: "jq-strong" }, title),
      make("p", {}, about),
      make("button", { type: "button", class: "jq-button", onclick: () => take(key, title) }, "Use this example", make("span", { class: "jq-sr" }, ` ${title}`)),
    ),
  );
  el.append(make("div", { class: "jq" }, make("ul", { class: "jq-cards" }, ...cards)));
}
export default { render };
