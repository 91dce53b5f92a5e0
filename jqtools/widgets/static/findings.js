// What the coach says of one item, beside it.
const FINDING_WORDS = { error: "To fix", warning: "To consider", hint: "Hint" };

function findingList(findings) {
  if (!findings.length) return null;
  return make(
    "ul",
    { class: "jq-findings" },
    ...findings.map((f) => {
      const about = f.about ? `${f.about}: ` : "";
      if (f.accepted) return make("li", { class: "jq-finding jq-finding-accepted" }, make("strong", {}, "Accepted: "), `${about}${f.accepted} `, make("span", { class: "jq-fix" }, `(${f.message})`));
      return make(
        "li",
        { class: `jq-finding jq-finding-${f.severity}` },
        make("strong", {}, `${FINDING_WORDS[f.severity]}: `),
        `${about}${f.message} `,
        make("span", { class: "jq-fix" }, f.fix),
        ...(f.more ? [" ", make("a", { href: `#${f.anchor}` }, f.more)] : []),
      );
    }),
  );
}

// Draw the findings anew where they changed. Who was at a link in them is then at the next one, or at what is `near`.
const drawnFindings = new WeakMap();
function showFindings(place, findings, near) {
  if (drawnFindings.has(place) && same(drawnFindings.get(place), findings)) return;
  drawnFindings.set(place, findings);
  const links = () => [...place.querySelectorAll("a")];
  const was = links().indexOf(document.activeElement);
  place.replaceChildren(...[findingList(findings)].filter(Boolean));
  if (was >= 0) (links()[was] || links().at(-1) || near).focus();
}

const findingCount = (findings) => {
  const count = (severity) => findings.filter((finding) => finding.severity === severity && !finding.accepted).length;
  const parts = [["error", "to fix"], ["warning", "to consider"]].map(([severity, words]) => count(severity) && `${count(severity)} ${words}`);
  const hints = count("hint");
  const accepted = findings.filter((finding) => finding.accepted).length;
  return [...parts, hints && (hints === 1 ? "1 hint" : `${hints} hints`), accepted && `${accepted} accepted`].filter(Boolean).join(", ");
};
