// Measures by dimensions as a table; on a phone, a list by measure. A cell opens a form under its measure.
function matrixRow(id, dimensions, open) {
  const name = make("strong", {});
  const note = make("span", { class: "jq-hint" });
  const cells = dimensions.map((dimension) => {
    const parts = { measure: make("span", { class: "jq-sr" }), words: make("span", { class: "jq-cell-words" }), under: make("span", { class: "jq-cell-under" }) };
    const by = make("span", { class: "jq-cell-by" }, `${dimension.label}: `);
    const button = make("button", { type: "button", class: "jq-cell", "aria-expanded": "false", onclick: () => open(id, dimension) }, parts.measure, by, parts.words, parts.under);
    return { dimension, button, parts, element: make("td", { role: "cell" }, button) };
  });
  const element = make("tr", { role: "row" }, make("th", { scope: "row", role: "rowheader" }, name, note), ...cells.map((cell) => cell.element));
  const show = (row, seen) => {
    name.textContent = row.name;
    note.textContent = row.note;
    note.hidden = !row.note;
    for (const { dimension, button, parts, element: box } of cells) {
      const now = row.cells[dimension.key];
      parts.measure.textContent = `${row.name}, `;
      parts.words.textContent = now.words;
      parts.under.textContent = now.under ? ` ${now.under}` : "";
      button.className = `jq-cell jq-tone-${now.tone}`;
      box.hidden = !seen.includes(dimension.key);
    }
  };
  const button = (key) => cells.find((cell) => cell.dimension.key === key).button;
  return { element, show, button };
}

function render({ model, el }) {
  const dimensions = model.get("dimensions");
  const rows = new Map();
  let all = false;
  let now = null;
  const live = make("p", { class: "jq-status", role: "status", "aria-live": "polite" });
  const heads = dimensions.map(({ key, label }) => ({ key, element: make("th", { scope: "col", role: "columnheader" }, label) }));
  const body = make("tbody", { role: "rowgroup" });
  const head = make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, make("th", { scope: "col", role: "columnheader" }, phrase("Measure")), ...heads.map((each) => each.element)));
  const caption = make("caption", {}, phrase("By which groups you will show each measure"));
  const table = make("table", { role: "table" }, caption, head, body);
  const scroll = make("div", { class: "jq-scroll", tabindex: "0", role: "region", "aria-label": phrase("By which groups you will show each measure") }, table);
  const more = make("button", { type: "button", class: "jq-button jq-small" });
  const empty = make("p", { class: "jq-empty" }, phrase("No measures yet. Add them in step 3; then say here by which groups you will show each."));
  const close = () => {
    if (!now) return;
    flushAll();
    const { edit, button } = now;
    now = null;
    const inside = edit.contains(document.activeElement);
    edit.remove();
    button.setAttribute("aria-expanded", "false");
    if (inside && button.isConnected) button.focus();
  };
  const open = (id, dimension) => {
    const again = now && now.id === id && now.key === dimension.key;
    close();
    if (again) return;
    const row = model.get("shown").rows.find((each) => each.id === id);
    const form = splitEditor(row, dimension, model.get("fields"), () => model.get("value"), (value) => typed(model, value), close);
    const edit = make("tr", { role: "row" }, make("td", { role: "cell", colspan: seen().length + 1 }, form.element));
    const button = rows.get(id).button(dimension.key);
    now = { id, key: dimension.key, form, edit, button, label: dimension.label, words: row.cells[dimension.key].words };
    rows.get(id).element.after(edit);
    button.setAttribute("aria-expanded", "true");
    form.focus();
  };
  const seen = () => (all ? dimensions.map(({ key }) => key) : model.get("shown").used || []);
  // Say how the open cell stands when that changed.
  const tell = (list) => {
    const row = now && list.find(({ id }) => id === now.id);
    if (!row || row.cells[now.key].words === now.words) return;
    now.words = row.cells[now.key].words;
    live.textContent = phrase("{measure}, {dimension}: {words}.", { measure: row.name, dimension: now.label, words: now.words });
  };
  const draw = () => {
    const list = model.get("shown").rows || [];
    for (const [id, row] of rows) {
      if (list.some((each) => each.id === id)) continue;
      if (now && now.id === id) close();
      row.element.remove();
      rows.delete(id);
    }
    list.forEach((each, place) => {
      if (!rows.has(each.id)) rows.set(each.id, matrixRow(each.id, dimensions, open));
      const row = rows.get(each.id);
      row.show(each, seen());
      const others = [...body.children].filter((child) => !now || child !== now.edit);
      if (others[place] !== row.element) body.insertBefore(row.element, others[place] || null);
    });
    for (const { key, element } of heads) element.hidden = !seen().includes(key);
    if (now) now.edit.firstChild.colSpan = seen().length + 1;
    scroll.hidden = more.hidden = !list.length;
    more.textContent = all ? phrase("Show fewer ways to group") : phrase("Show all {n} ways to group", { n: dimensions.length });
    empty.hidden = list.length > 0;
    tell(list);
  };
  more.addEventListener("click", () => {
    all = !all;
    draw();
  });
  el.append(make("div", { class: "jq jq-by-groups" }, empty, scroll, make("div", { class: "jq-actions" }, more), live));
  draw();
  return heed(model, { "change:shown": draw, "change:value": () => now && now.form.show() });
}
export default { render };
