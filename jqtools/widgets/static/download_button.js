// A button that asks the workbook for a file and hands it to the browser.
function render({ model, el }) {
  const status = make("span", { class: "jq-status", role: "status", "aria-live": "polite" });
  let waiting = null;
  const ask_for = () => {
    status.textContent = phrase("Making the file…");
    clearTimeout(waiting);
    waiting = setTimeout(() => (status.textContent = phrase("No answer from the workbook. Reload the page; your answers are safe.")), 15_000);
    tellWorkbook(model, { make: true });
  };
  const button = make("button", { type: "button", class: "jq-button", onclick: ask_for }, model.get("label"));
  const receive = (message) => {
    clearTimeout(waiting);
    if (message.error) {
      status.textContent = message.error;
      return;
    }
    const url = URL.createObjectURL(new Blob([message.content], { type: message.type }));
    make("a", { href: url, download: message.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    status.textContent = phrase("{name} is in your downloads.", { name: message.name });
  };
  model.on("msg:custom", receive);
  el.append(make("div", { class: "jq jq-actions" }, button, status));
  return () => model.off("msg:custom", receive);
}
export default { render };
