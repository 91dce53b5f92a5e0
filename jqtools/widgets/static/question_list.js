// Where to change the plan for a question that is answered "not planned", and a draft of an activity for it.
cardAsides.question = (card) => {
  const name = uid();
  const list = make("ul", { class: "jq-places" });
  const words = make("span", {});
  const add = make("button", { type: "button", class: "jq-button jq-small", onclick: () => tellWorkbook(card.model, { act: "draft", question: card.id }) });
  const draft = make("p", { class: "jq-draft-offer" }, words, add);
  const link = make("a", {});
  const there = make("p", { class: "jq-draft-there", tabindex: "-1" }, make("span", { class: "jq-tag jq-tone-good" }, phrase("In your plan")), " ", link);
  const element = make("div", { class: "jq-question-help", role: "group", "aria-labelledby": name }, make("h4", { id: name }, phrase("Change the plan, then come back")), list, draft, there);
  let drawn = null;
  const show = ({ places, draft: offer, there: made }) => {
    element.hidden = !places;
    if (!places || same(drawn, [places, offer, made])) return;
    drawn = [places, offer, made];
    list.replaceChildren(...places.map(([href, text]) => make("li", {}, href ? make("a", { href }, text) : text)));
    words.textContent = phrase("Or add an activity in step 3: “{words}”", { words: offer });
    add.replaceChildren(phrase("Add this draft"), make("span", { class: "jq-sr" }, phrase(" to step 3: {words}", { words: offer })));
    // The button that was pressed goes when its work is done: what it made takes the focus.
    const leaves = made && document.activeElement === add;
    draft.hidden = Boolean(made);
    there.hidden = !made;
    link.textContent = made ? made[1] : "";
    if (made && made[0]) link.href = made[0];
    if (leaves) (made[0] ? link : there).focus();
  };
  return { element, show };
};
