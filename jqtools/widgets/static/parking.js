// "Park a thought": a thought that does not belong here becomes a note of the plan, and the work goes on.
const partNow = () => {
  const shown = document.querySelectorAll(".jq-stage:not([hidden])");
  return shown.length === 1 ? shown[0].getAttribute("aria-label") : "";
};

function parkThought(model) {
  const back = document.activeElement;
  const part = partNow();
  const ids = { title: uid(), text: uid(), hint: uid(), error: uid() };
  const text = make("textarea", { id: ids.text, class: "jq-input", rows: 4, maxlength: 4000, autofocus: true, "aria-describedby": `${ids.hint} ${ids.error}` });
  const error = make("p", { id: ids.error, class: "jq-error", role: "status" });
  let waiting = null;
  text.value = kept.thought;
  const close = () => {
    clearTimeout(waiting);
    kept.thought = text.value;
    model.off("msg:custom", answered);
    dialog.close();
    dialog.remove();
    if (back) back.focus();
  };
  // The words stay until the workbook has them, in a dialog that was closed too.
  const answered = (message) => {
    if (message.parked === true) {
      text.value = "";
      close();
    }
    if (message.parked === false) tell(model.get("message"));
  };
  const tell = (words) => {
    clearTimeout(waiting);
    waiting = null;
    error.textContent = words;
  };
  const send = (event) => {
    event.preventDefault();
    if (waiting) return;
    if (!text.value.trim()) {
      tell(phrase("Write your thought first."));
      text.focus();
      return;
    }
    tell("");
    waiting = setTimeout(() => tell(phrase("Not kept yet: the workbook does not answer. Your words are still here.")), 8000);
    tellWorkbook(model, { park: text.value, part });
  };
  const form = make(
    "form",
    { onsubmit: send },
    make("h2", { id: ids.title }, phrase("Park a thought")),
    make("div", { class: "jq-field" }, make("label", { for: ids.text }, phrase("Your thought")), make("p", { class: "jq-hint", id: ids.hint }, phrase("It becomes a note of the plan, under Records on the start page, with the step it came from.")), text, error),
    make("div", { class: "jq-actions" }, make("button", { type: "submit", class: "jq-button jq-button-main" }, phrase("Keep it")), make("button", { type: "button", class: "jq-button", onclick: close }, phrase("Cancel"))),
  );
  const dialog = make("dialog", { class: "jq jq-dialog jq-parking", "aria-labelledby": ids.title }, form);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  model.on("msg:custom", answered);
  document.body.append(dialog);
  dialog.showModal();
}
