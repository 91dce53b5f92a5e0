// One score from 0 to 3. `words(question)` are its levels now; `change(level)` is called when one is chosen.
function leverScale(c, lever, words, given, change) {
  const name = uid();
  const said = make("span", { class: "jq-hint", "aria-hidden": "true" });
  const radios = c.levels.map((_, level) => {
    const radio = make("input", { type: "radio", name, value: level });
    radio.addEventListener("change", () => change(level));
    return radio;
  });
  const scale = radios.map((radio, level) => make("label", {}, radio, make("span", { "aria-hidden": "true" }, String(level))));
  const show = () => {
    const [levels, chosen] = [words(c), given(c, lever)];
    radios.forEach((radio, level) => {
      radio.checked = chosen === level;
      radio.setAttribute("aria-label", `${level}, ${levels[level]}`);
      scale[level].title = levels[level];
    });
    said.textContent = levels[chosen] || "";
  };
  const element = make("fieldset", { class: "jq-scale" }, make("legend", { class: "jq-sr" }, `${c.label}, ${lever.label}`), make("div", {}, ...scale), said);
  return { element, show, radios };
}

// What 0 to 3 mean for a question, as a list that can be read by touch too.
function levelList(c, words) {
  const lines = c.levels.map(() => make("li", {}));
  const show = () => words(c).forEach((level, place) => (lines[place].textContent = `${place}: ${level}`));
  return { element: make("ul", { class: "jq-levels" }, ...lines), show };
}
