// The answers of this page that can't be saved as they are, told on top and read out: each with a link to its field.
const isAsked = (element) => {
  for (let part = element; part && !part.classList.contains("jq-stage"); part = part.parentElement) if (part.hidden) return false;
  return true;
};
const wrongFields = () => [...document.querySelectorAll(".jq-field[data-wrong]")].filter(isAsked);

// The words of a field's label, and what it is a part of: "Population, Place 1".
function fieldName(element) {
  const label = element.querySelector("label, legend").textContent;
  const row = element.closest(".jq-row");
  const card = element.closest(".jq-record");
  const places = [row && row.querySelector(".jq-row-name"), card && card.querySelector(".jq-record-title")];
  return [label, ...places.filter(Boolean).map((place) => place.textContent)].join(", ");
}

function goToField(element) {
  element.dispatchEvent(new CustomEvent("jq-reveal", { bubbles: true }));
  for (let part = element; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  const control = element.querySelector("[aria-invalid]") || element.querySelector("input, select, textarea");
  control.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

function wrongAnswers() {
  const box = make("div", { class: "jq-wrong", hidden: true });
  let told = "";
  const link = (element) => {
    const go = (event) => {
      event.preventDefault();
      event.stopPropagation();
      goToField(element);
    };
    return make("a", { href: `#${element.querySelector("[id]").id}`, onclick: go }, fieldName(element));
  };
  const draw = () => {
    const found = wrongFields();
    const now = JSON.stringify(found.map((element) => [fieldName(element), element.querySelector("[id]").id]));
    if (now === told) return;
    told = now;
    box.hidden = !found.length;
    const words = phrases("{n} answer can't be saved:", "{n} answers can't be saved:", found.length);
    if (found.length === 1) box.replaceChildren(make("p", {}, words, " ", link(found[0])));
    else box.replaceChildren(make("p", {}, words), make("ul", {}, found.map((element) => make("li", {}, link(element)))));
  };
  const later = () => afterPress(() => setTimeout(draw));
  const leaving = (event) => wrongFields().length && event.preventDefault();
  window.addEventListener("jq-wrong", later);
  window.addEventListener("jq-states", later);
  window.addEventListener("beforeunload", leaving);
  const end = () => {
    window.removeEventListener("jq-wrong", later);
    window.removeEventListener("jq-states", later);
    window.removeEventListener("beforeunload", leaving);
  };
  return { element: make("div", { role: "status" }, box), draw: later, end };
}
