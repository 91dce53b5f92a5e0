// The choice of a lever: a card for each of the five, and below them the questions about the choice.
// `value` is the plan's `choice`: one lever to start with, a second, and what was named beyond the two.
function render({ model, el }) {
  const labels = Object.fromEntries(model.get("cards").map((lever) => [lever.key, lever.label]));
  const others = ({ primary, secondary, more }) => [secondary, ...(more || [])].filter((key) => key && key !== primary);
  let own = false;
  const keep = (value) => {
    own = true;
    typed(model, value);
    own = false;
    show();
  };
  const choose = (primary, also) => keep({ ...clone(model.get("value")), primary, secondary: also[0] || null, more: also.slice(1) });
  const start = (key) => choose(key, others(model.get("value")).filter((each) => each !== key));
  const also = (key, on) => {
    const rest = others(model.get("value")).filter((each) => each !== key);
    choose(model.get("value").primary, on ? [...rest, key] : rest);
  };
  const name = uid();
  const card = (lever) => {
    const of = () => make("span", { class: "jq-sr" }, `: ${lever.label}`);
    const radio = make("input", { type: "radio", name, value: lever.key });
    const tick = make("input", { type: "checkbox" });
    radio.addEventListener("change", () => start(lever.key));
    tick.addEventListener("change", () => also(lever.key, tick.checked));
    const tags = make("p", { class: "jq-lever-tags" });
    const fits = make("p", { class: "jq-note" });
    const gate = make("p", { class: "jq-lever-gate" });
    const second = make("label", { class: "jq-tick" }, tick, make("span", {}, phrase("Also use this"), of()));
    const element = make(
      "li",
      { class: "jq-lever-card jq-card-body" },
      make("h3", {}, lever.label),
      tags,
      make("p", { class: "jq-lever-what" }, lever.what),
      gate,
      fits,
      make("details", {}, make("summary", {}, phrase("Ways to use it"), of()), make("ul", {}, ...lever.ways.map((way) => make("li", {}, way)))),
      make("div", { class: "jq-lever-do" }, make("label", { class: "jq-tick" }, radio, make("span", {}, phrase("Start with this"), of())), second),
    );
    const draw = () => {
      const now = model.get("cards").find((each) => each.key === lever.key) || lever;
      const value = model.get("value");
      radio.checked = value.primary === lever.key;
      tick.checked = others(value).includes(lever.key);
      second.hidden = radio.checked;
      const tag = (words, tone) => words && make("span", { class: `jq-tag jq-tone-${tone}` }, words);
      const standing = radio.checked ? phrase("Your lever") : tick.checked ? phrase("Also used") : "";
      tags.replaceChildren(...[tag(standing, "good"), tag(now.best, "plain"), tag(now.score, "plain")].filter(Boolean));
      tags.hidden = !tags.children.length;
      fits.textContent = [now.fit, !radio.checked && !tick.checked && now.kept].filter(Boolean).join(" ");
      gate.textContent = now.gate;
      gate.hidden = !now.gate;
      element.classList.toggle("jq-lever-shut", Boolean(now.gate));
      element.classList.toggle("jq-lever-chosen", radio.checked || tick.checked);
    };
    return { element, draw, radio };
  };
  const cards = model.get("cards").map(card);
  const change = (field, entry) => {
    const value = clone(model.get("value"));
    put(value, field, entry);
    keep(value);
  };
  const set = fieldSet(model.get("fields"), () => model.get("choices"), () => model.get("value"), change);
  const told = make("span", { role: "status", "aria-live": "polite" });
  const clear = make("button", { type: "button", class: "jq-link" }, phrase("Clear my choice"));
  clear.addEventListener("click", () => {
    choose(null, []);
    cards[0].radio.focus();
  });
  const tell = () => {
    const value = model.get("value");
    const rest = others(value).map((key) => labels[key] || key);
    const words = [
      value.primary ? phrase("You start with {lever}.", { lever: labels[value.primary] || value.primary }) : phrase("No lever to start with yet."),
      rest.length ? phrase("You also use {levers}.", { levers: rest.join(", ") }) : "",
      rest.length > 1 ? phrase("One or two are enough to start: keep the rest for later.") : "",
      ...model.get("cards").map(({ key, kept }) => (key !== value.primary && !rest.includes(labels[key]) ? kept : "")),
    ];
    const said = words.filter(Boolean).join(" ");
    if (told.textContent !== said) told.textContent = said;
    clear.hidden = !value.primary && !rest.length;
  };
  const show = () => {
    cards.forEach((each) => each.draw());
    set.show();
    tell();
  };
  const root = make(
    "div",
    { class: "jq jq-form" },
    make(
      "fieldset",
      { class: "jq-levers" },
      make("legend", { class: "jq-sr" }, phrase("The lever you will start with")),
      make("ul", { class: "jq-lever-cards" }, ...cards.map((each) => each.element)),
    ),
    make("p", { class: "jq-lever-said" }, told, " ", clear),
    set.element,
  );
  root.id = model.get("place");
  el.append(root);
  const arrived = () => own || show();
  model.on("change:value change:cards change:choices", arrived);
  show();
  const leave = arrive(root);
  return () => {
    leave();
    model.off("change:value change:cards change:choices", arrived);
  };
}
export default { render };
