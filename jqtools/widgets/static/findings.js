// What the coach says of one item, beside it.
function findingList(findings) {
  if (!findings.length) return null;
  const words = { error: "To fix", warning: "To consider", hint: "Hint" };
  return make(
    "ul",
    { class: "jq-findings" },
    ...findings.map((f) =>
      make(
        "li",
        { class: `jq-finding jq-finding-${f.severity}` },
        make("strong", {}, `${words[f.severity]}: `),
        `${f.message} `,
        make("span", { class: "jq-fix" }, f.fix),
      ),
    ),
  );
}

const findingCount = (findings) => {
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = [["error", "to fix"], ["warning", "to consider"]].map(([severity, words]) => count(severity) && `${count(severity)} ${words}`);
  const hints = count("hint");
  return [...parts, hints && (hints === 1 ? "1 hint" : `${hints} hints`)].filter(Boolean).join(", ");
};
