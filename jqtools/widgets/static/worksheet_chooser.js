// Choose a worksheet and get it as a file to print.
function render({ model, el }) {
  const id = uid();
  const select = make("select", { id, class: "jq-input" });
  const offer = () => {
    const kept = select.value;
    const sheets = model.get("sheets");
    select.replaceChildren(...sheets.map(([key, words]) => make("option", { value: key }, words)));
    if (sheets.some(([key]) => key === kept)) select.value = kept;
  };
  offer();
  const status = make("span", { class: "jq-status", role: "status", "aria-live": "polite" });
  let waiting = null;
  const ask_for = () => {
    status.textContent = phrase("Making the file…");
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = phrase("No answer from the workbook. Reload the page; your answers are safe.")), 15_000);
    tellWorkbook(model, { make: select.value });
  };
  const button = make("button", { type: "button", class: "jq-button", onclick: ask_for }, phrase("Download worksheets"));
  const receive = (message) => {
    clearTimeout(waiting);
    const url = URL.createObjectURL(new Blob([message.content], { type: message.type }));
    make("a", { href: url, download: message.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    status.textContent = phrase("{name} is in your downloads. Open it and print it.", { name: message.name });
  };
  el.append(
    make(
      "div",
      { class: "jq jq-worksheets" },
      make("div", { class: "jq-field" }, make("label", { for: id }, phrase("Which worksheets")), select),
      make("p", { class: "jq-actions" }, button, status),
    ),
  );
  return heed(model, { "change:sheets": offer, "msg:custom": receive });
}
export default { render };
