// The logic model as data: columns, terms, and changes made to a copy of `logic` = {nodes, links}.
const STAGES = [
  ["input", "Inputs", "What will you put in?"],
  ["activity", "Activities", "What will you do?"],
  ["output", "Outputs", "What will exist or be counted because you did it?"],
  ["outcome", "Outcomes", "What will be different, and for whom?"],
];
const TERMS = [["short", "Short term"], ["medium", "Medium term"], ["long", "Long term"], [null, "When? Not said yet"]];
const AN = { input: "an input", activity: "an activity", output: "an output", outcome: "an outcome" };
const WAYS = { leads_to: "Leads to", feeds_back: "Feeds back into" };
const NO_WORDS = "(no words yet)";
const rank = (term) => TERMS.findIndex(([key]) => key === (term || null));
const wayOf = (link) => link.kind || "leads_to";
const wordsOf = (nodes, id) => (nodes.items[id] || {}).text || NO_WORDS;
const shortened = (text, most = 60) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

// The boxes of a column from top to bottom; outcomes stand by their term.
function columnOf(nodes, stage) {
  const column = nodes.order.filter((id) => nodes.items[id].stage === stage);
  return stage === "outcome" ? column.sort((a, b) => rank(nodes.items[a].term) - rank(nodes.items[b].term)) : column;
}

// The boxes among which one can move: its column, for an outcome those of its term.
function neighborsOf(nodes, id) {
  const { stage, term } = nodes.items[id];
  return columnOf(nodes, stage).filter((other) => stage !== "outcome" || rank(nodes.items[other].term) === rank(term));
}

// The boxes that one may lead to: of the next column, or outcomes of the same or a later term.
function targetsOf(nodes, id) {
  const { stage, term } = nodes.items[id];
  const next = STAGES[STAGES.findIndex(([key]) => key === stage) + 1];
  return nodes.order.filter((other) => {
    const target = nodes.items[other];
    if (other === id) return false;
    if (stage !== "outcome") return target.stage === next[0];
    return target.stage === "outcome" && (!(term && target.term) || rank(term) <= rank(target.term));
  });
}

// The boxes before one: of an earlier column, or outcomes due earlier.
function earlierOf(nodes, id) {
  const node = nodes.items[id];
  const place = (each) => STAGES.findIndex(([stage]) => stage === each.stage);
  const earlierTerm = (each) => node.stage === "outcome" && each.stage === "outcome" && each.term && node.term && rank(each.term) < rank(node.term);
  return nodes.order.filter((other) => place(nodes.items[other]) < place(node) || earlierTerm(nodes.items[other]));
}

const linkBetween = ({ links }, source, target, kind) =>
  links.order.find((key) => links.items[key].source === source && links.items[key].target === target && wayOf(links.items[key]) === kind);

// The links that leave each box, in order, each with its key; links of boxes that are gone are left out.
function linksBySource({ nodes, links }) {
  const found = {};
  links.order.forEach((key) => {
    const link = links.items[key];
    if (nodes.items[link.source] && nodes.items[link.target]) (found[link.source] = found[link.source] || []).push({ ...link, key });
  });
  return found;
}

// The changes: each changes the copy that it is given.
function linkIn({ links }, source, target, kind) {
  const key = newId("li");
  links.order.push(key);
  links.items[key] = { source, target, kind, because: "" };
}
function unlinkIn({ links }, gone) {
  links.order = links.order.filter((key) => !gone(links.items[key]));
  Object.keys(links.items).forEach((key) => links.order.includes(key) || delete links.items[key]);
}
function removeIn(logic, id) {
  logic.nodes.order = logic.nodes.order.filter((key) => key !== id);
  delete logic.nodes.items[id];
  unlinkIn(logic, (link) => [link.source, link.target].includes(id));
}
function moveIn({ nodes }, id, to) {
  const group = neighborsOf(nodes, id);
  const slots = group.map((key) => nodes.order.indexOf(key)).sort((a, b) => a - b);
  const wanted = group.filter((key) => key !== id);
  wanted.splice(to, 0, id);
  slots.forEach((slot, place) => (nodes.order[slot] = wanted[place]));
}
