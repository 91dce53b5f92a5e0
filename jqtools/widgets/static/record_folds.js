// Fixed records folded by the group of their heading; a fold says how many are answered. The first with something open
// is open until the person chooses another.
function groupFolds(headings, items) {
  const groups = [...new Set(Object.values(headings).map(({ group }) => group))].filter(Boolean);
  const answered = (id) => isFilled((items()[id] || {}).status);
  let chosen = false;
  const folds = groups.map((group) => {
    const ids = Object.keys(headings).filter((id) => headings[id].group === group);
    const count = make("span", { class: "jq-part-count" });
    const list = make("ol", { class: "jq-records jq-fixed" });
    const element = make("details", { class: "jq-pillar-fold" }, make("summary", {}, make("h3", {}, group), count), list);
    element.addEventListener("focusin", () => (chosen = true));
    return { ids, count, list, element };
  });
  const sum = () => {
    for (const { ids, count } of folds) count.textContent = phrase("{n} of {total} answered", { n: ids.filter(answered).length, total: ids.length });
  };
  const begin = () => {
    const first = folds.find(({ ids }) => !ids.every(answered));
    if (!chosen) for (const each of folds) each.element.open = each === first;
  };
  const of = (id) => (folds.find(({ ids }) => ids.includes(id)) || {}).list;
  return { elements: folds.map(({ element }) => element), of, sum, begin };
}
