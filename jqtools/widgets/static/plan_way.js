// The way back and forward in the served app: what each change replaced, kept in this tab and never longer. It lives in
// the browser, so that undo works on the next page too, which has another kernel; the kernel is sent where to go.
//
// A step holds the sections of the plan that a change replaced, as JSON. Only the tab that wrote last has a way back: what
// another tab wrote is never taken back here.
const WAY = "jqtools.way";
const MOST_STEPS = 100;
// Characters kept for the next page: the oldest steps go first, and fewer are kept where the browser has less room.
const ROOM = [600_000, 200_000, 50_000];
const NOT_TOLD = new Set(["created", "modified", "changes"]);
const OTHER_WAY = { undo: "redo", redo: "undo" };
const way = { undo: [], redo: [], asked: [], going: null };

const replaced = (before, after) => Object.fromEntries(Object.entries(before).filter(([name, value]) => !same(value, after[name])));
const stepOf = (sections, passing = false) => ({ names: Object.keys(sections), text: JSON.stringify(sections), passing });

// A short mark of a text: whether the plan is still the one that this tab wrote last.
function mark(text) {
  let sum = 2166136261;
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 16777619);
  return `${text.length}.${sum >>> 0}`;
}

// After a change that replaced these sections. What was cleared can be had back on this page, and is not kept for the next.
function remember(sections, cleared = false) {
  if (!Object.keys(sections).some((name) => name !== "created" && name !== "modified")) return;
  way.undo = [...way.undo, stepOf(sections)].slice(-MOST_STEPS);
  way.redo = [];
  if (cleared) way.undo.forEach((step) => (step.passing = true));
}

// The workbook added to the last change, as with a line of the change log.
function rememberToo(section, before) {
  const last = way.undo.at(-1);
  if (!last || last.names.includes(section)) return;
  way.undo[way.undo.length - 1] = stepOf({ ...JSON.parse(last.text), [section]: before }, last.passing);
}

function forgetWay() {
  Object.assign(way, { undo: [], redo: [], asked: [], going: null });
  unkeepWay();
}
function unkeepWay() {
  try {
    tab().removeItem(WAY);
  } catch {
    // Without storage nothing was kept.
  }
}

// Keep the way for the next page, beside the plan as it was stored just now.
function keepWay(stored) {
  unkeepWay();
  const at = mark(stored);
  for (const most of way.undo.length || way.redo.length ? ROOM : []) {
    let room = most;
    const fitting = (steps) => {
      const first = steps.findLastIndex((step) => step.passing || (room -= step.text.length) < 0);
      return steps.slice(first + 1);
    };
    try {
      tab().setItem(WAY, JSON.stringify({ at, undo: fitting(way.undo), redo: fitting(way.redo) }));
      return;
    } catch {
      // Full: try again with fewer steps.
    }
  }
}

// Take up what the page before kept. False when there was a way and the plan is no longer the one it leads from.
function takeUpWay(stored) {
  let was = null;
  try {
    was = JSON.parse(tab().getItem(WAY));
  } catch {
    was = null;
  }
  if (!was) return true;
  const steps = (list) => (Array.isArray(list) ? list.filter((step) => step && typeof step.text === "string" && Array.isArray(step.names)) : []);
  const fits = was.at === mark(stored);
  if (fits) Object.assign(way, { undo: steps(was.undo), redo: steps(was.redo) });
  else unkeepWay();
  return fits || !steps(was.undo).length;
}

// Ask for one step more; the next is asked for when the kernel has answered.
function turn(model, verb) {
  way.asked.push(verb);
  goOn(model);
}
function goOn(model) {
  while (!way.going && way.asked.length) {
    const verb = way.asked.shift();
    const step = way[verb].at(-1);
    if (!step) continue;
    way.going = { verb, step };
    tellWorkbook(model, { [verb]: JSON.stringify({ ...kept.plan, ...JSON.parse(step.text) }) });
  }
}

// The kernel answered: the plan is now `after`, or could not be read, and then that step goes. Returns what was done.
function turned(model, verb, before, after) {
  const step = way.going ? way.going.step : null;
  const place = way[verb].indexOf(step);
  if (place >= 0) way[verb] = way[verb].slice(0, place);
  if (step && after) way[OTHER_WAY[verb]].push(stepOf(replaced(before, after), step.passing));
  way.going = null;
  setTimeout(() => goOn(model));
  return step ? step.names : [];
}

// What a step changed, in words.
function stepWords(names, words) {
  if (names.includes("plan_id")) return phrase("the change to the whole plan");
  const told = names.filter((name) => !NOT_TOLD.has(name)).map((name) => words[name] || name);
  const [first, second, third] = told.length ? told : [words.changes || phrase("the change log")];
  if (!second) return phrase("the change to {what}", { what: first });
  if (!third) return phrase("the change to {what} and {other}", { what: first, other: second });
  return phrase("the change to {what} and other parts", { what: first });
}
