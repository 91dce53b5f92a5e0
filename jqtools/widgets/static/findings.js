// What the coach says of one item, beside it.
const FINDING_WORDS = {
  get error() {
    return phrase("To fix");
  },
  get warning() {
    return phrase("To consider");
  },
  get todo() {
    return phrase("Still to do");
  },
  get hint() {
    return phrase("Hint");
  },
};

function findingLine(finding) {
  const about = finding.about ? `${finding.about}: ` : "";
  if (finding.accepted) return make("li", { class: "jq-finding jq-finding-accepted" }, make("strong", {}, phrase("Accepted"), ": "), `${about}${finding.accepted} `, make("span", { class: "jq-fix" }, `(${finding.message})`));
  return make(
    "li",
    { class: `jq-finding jq-finding-${finding.severity}` },
    make("strong", {}, FINDING_WORDS[finding.severity], ": "),
    `${about}${finding.message} `,
    make("span", { class: "jq-fix" }, finding.fix),
    ...(finding.more ? [" ", make("a", { href: `#${finding.anchor}` }, finding.more)] : []),
  );
}

// Draw the findings anew where they changed. Who was at a link in them is then at the next one, or at what is `near`.
const drawnFindings = new WeakMap();
function showFindings(place, findings, near) {
  if (drawnFindings.has(place) && same(drawnFindings.get(place), findings)) return;
  drawnFindings.set(place, findings);
  const links = () => [...place.querySelectorAll("a")];
  const was = links().indexOf(document.activeElement);
  place.replaceChildren(...(findings.length ? [make("ul", { class: "jq-findings" }, findings.map(findingLine))] : []));
  if (was >= 0) (links()[was] || links().at(-1) || near).focus();
}

// The findings counted in words; empty if there are none.
function findingCount(findings) {
  const count = (severity) => findings.filter((finding) => finding.severity === severity && !finding.accepted).length;
  const accepted = findings.filter((finding) => finding.accepted).length;
  const [errors, warnings, todo, hints] = ["error", "warning", "todo", "hint"].map(count);
  return [
    errors && phrase("{n} to fix", { n: errors }),
    warnings && phrase("{n} to consider", { n: warnings }),
    todo && phrase("{n} still to do", { n: todo }),
    hints && phrases("{n} hint", "{n} hints", hints),
    accepted && phrase("{n} accepted", { n: accepted }),
  ]
    .filter(Boolean)
    .join(", ");
}

// How much the findings weigh that nobody has accepted: "fix", "consider", or "" for what is only still to do.
function findingTone(findings) {
  const open = findings.filter((finding) => !finding.accepted).map((finding) => finding.severity);
  return open.includes("error") ? "fix" : open.includes("warning") ? "consider" : "";
}
