// The logic model as data: columns, terms, and changes made to a copy of `logic` = {nodes, links}.
const STAGES = ["input", "activity", "output", "outcome"];
const TERMS = ["short", "medium", "long", null];
const rank = (term) => TERMS.indexOf(term || null);
const wayOf = (link) => link.kind || "leads_to";
const wordsOf = (nodes, id) => (nodes.items[id] || {}).text || phrase("(no words yet)");
const shortened = (text, most = 60) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

// What a column and its boxes are called, and the question that a column asks.
const stageWords = (stage) =>
  ({
    input: { name: phrase("Inputs"), one: phrase("Input"), within: phrase("input"), add: phrase("Add an input"), question: phrase("What will you put in?") },
    activity: { name: phrase("Activities"), one: phrase("Activity"), within: phrase("activity"), add: phrase("Add an activity"), question: phrase("What will you do?") },
    output: { name: phrase("Outputs"), one: phrase("Output"), within: phrase("output"), add: phrase("Add an output"), question: phrase("What will exist or be counted because you did it?") },
    outcome: { name: phrase("Outcomes"), one: phrase("Outcome"), within: phrase("outcome"), add: phrase("Add an outcome"), question: phrase("What will be different, and for whom?") },
  })[stage];
const termWords = (term) => ({ short: phrase("Short term"), medium: phrase("Medium term"), long: phrase("Long term") })[term] || phrase("When? Not said yet");
const wayWords = (kind) => (kind === "feeds_back" ? phrase("Feeds back into") : phrase("Leads to"));

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
  const next = STAGES[STAGES.indexOf(stage) + 1];
  return nodes.order.filter((other) => {
    const target = nodes.items[other];
    if (other === id) return false;
    if (stage !== "outcome") return target.stage === next;
    return target.stage === "outcome" && (!(term && target.term) || rank(term) <= rank(target.term));
  });
}

// The boxes before one: of an earlier column, or outcomes due earlier.
function earlierOf(nodes, id) {
  const node = nodes.items[id];
  const place = (each) => STAGES.indexOf(each.stage);
  const earlierTerm = (each) => node.stage === "outcome" && each.stage === "outcome" && each.term && node.term && rank(each.term) < rank(node.term);
  return nodes.order.filter((other) => place(nodes.items[other]) < place(node) || earlierTerm(nodes.items[other]));
}

const linkBetween = ({ links }, source, target, kind) =>
  links.order.find((key) => links.items[key].source === source && links.items[key].target === target && wayOf(links.items[key]) === kind);

// The boxes that one may still be linked to.
const unlinkedOf = (logic, id) => targetsOf(logic.nodes, id).filter((target) => !linkBetween(logic, id, target, "leads_to"));

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
