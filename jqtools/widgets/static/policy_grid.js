// Whose rule it is by what it does. What is chosen is said in words; a click on it takes it off.
function render({ model, el }) {
  const live = make("p", { class: "jq-note", role: "status", "aria-live": "polite" });
  const holder = make("div", {});
  const hint = phrase("Choose what your rule does, in the line of whose rule it is. A rule can do more than one thing.");
  const root = make("div", { class: "jq jq-parts" }, make("details", { class: "jq-part jq-policy" }, make("summary", {}, phrase("Your policy on a grid")), make("p", { class: "jq-hint" }, hint), holder, live));
  let buttons = [];
  const build = ({ types, levels }) => {
    buttons = [];
    const cell = (level, type) => {
      const words = make("span", {});
      const button = make("button", { type: "button", class: "jq-policy-cell", onclick: () => tellWorkbook(model, { act: "choose", level: level.key, type: type.key }) }, words);
      buttons.push({ level, type, button, words });
      return make("td", {}, button);
    };
    const head = (each) => make("th", { scope: "col" }, each.label, make("span", { class: "jq-hint" }, each.hint));
    const row = (level) => make("tr", {}, make("th", { scope: "row" }, level.label, make("span", { class: "jq-hint" }, level.hint)), ...types.map((type) => cell(level, type)));
    holder.replaceChildren(
      make("table", {}, make("thead", {}, make("tr", {}, make("td", {}), ...types.map(head))), make("tbody", {}, ...levels.map(row))),
    );
  };
  const draw = () => {
    const shown = model.get("shown");
    root.hidden = !shown.chosen;
    if (!buttons.length && shown.levels) build(shown);
    for (const { level, type, button, words } of buttons) {
      const on = shown.level === level.key && shown.set.includes(type.key);
      words.textContent = on ? phrase("Chosen") : phrase("Choose");
      button.setAttribute("aria-pressed", String(on));
      button.setAttribute("aria-label", phrase("{words}: {level}, {type}", { words: words.textContent, level: level.label, type: type.label }));
    }
  };
  const tell = () => (live.textContent = model.get("said"));
  el.append(root);
  draw();
  return heed(model, { "change:shown": draw, "change:said": tell });
}
export default { render };
