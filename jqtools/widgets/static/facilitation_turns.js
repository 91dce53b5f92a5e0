// One person after the other on a shared device. What somebody answered is not on the page when the next one comes.
const FEWEST = 2;
const MOST = 12;

// Set up: how many people, and what they rate.
function meetingSetUp(sets, start) {
  const ids = { people: uid(), set: uid(), hint: uid() };
  const people = make("input", { id: ids.people, class: "jq-input jq-meeting-people", type: "number", min: FEWEST, max: MOST, value: 4, inputmode: "numeric", "aria-describedby": ids.hint });
  const error = make("p", { class: "jq-error", hidden: true });
  const select = make("select", { id: ids.set, class: "jq-input" }, ...sets.map(({ key, words }) => make("option", { value: key }, words)));
  const go = () => {
    const count = Number(people.value);
    const right = Number.isInteger(count) && count >= FEWEST && count <= MOST;
    error.textContent = right ? "" : phrase("Give a number of people from {FEWEST} to {MOST}.", { FEWEST, MOST });
    error.hidden = right;
    if (right) start(count, sets.find(({ key }) => key === select.value));
    else people.focus();
  };
  return make(
    "div",
    { class: "jq-meeting-set-up" },
    make("div", { class: "jq-field" }, make("label", { for: ids.people }, phrase("How many people rate")), make("p", { class: "jq-hint", id: ids.hint }, phrase("From {FEWEST} to {MOST}.", { FEWEST, MOST })), people, error),
    make("div", { class: "jq-field" }, make("label", { for: ids.set }, phrase("What you rate")), select),
    make("p", { class: "jq-actions" }, make("button", { type: "button", class: "jq-button jq-button-main", onclick: go }, phrase("Start rating"))),
  );
}

// What is rated, and a way out: `stop` ends it for all.
const meetingAbout = (set) => make("p", { class: "jq-strong" }, phrase("You rate: {what}", { what: set.words }));
const meetingStop = (stop) => make("button", { type: "button", class: "jq-link", onclick: stop }, phrase("Stop rating"));

// Before a turn: nothing but whose turn it is.
function meetingHandOver(person, many, set, begin, stop) {
  return make(
    "div",
    {},
    make("h3", { tabindex: -1 }, phrase("Person {person} of {many}", { person, many })),
    meetingAbout(set),
    make("p", {}, person > 1 ? phrase("Pass the device to person {person}. The answers before are hidden.", { person }) : phrase("You are the first. The others look away.")),
    make("p", { class: "jq-actions" }, make("button", { type: "button", class: "jq-button jq-button-main", onclick: begin }, phrase("I am person {person}: show me the questions", { person })), meetingStop(stop)),
  );
}

// A turn: the questions, each with its answers. What stays open counts as no answer, never as 0.
function meetingTurn(person, many, { questions }, done, stop) {
  const given = {};
  const heads = new Set();
  const parts = questions.flatMap(({ key, about, label, words, order }) => {
    const name = uid();
    const choice = (text, level) =>
      make("label", { class: "jq-tick" }, make("input", { type: "radio", name, onchange: () => (level === null ? delete given[key] : (given[key] = level)), checked: level === null }), text);
    const choices = [...order.map((level) => choice(words[level], level)), choice(phrase("I can't say"), null)];
    const head = heads.has(about) ? [] : [make("h4", {}, about)];
    heads.add(about);
    return [...head, make("fieldset", { class: "jq-meeting-question" }, make("legend", {}, label, make("span", { class: "jq-sr" }, `: ${about}`)), make("div", { class: "jq-meeting-choices" }, ...choices))];
  });
  return make(
    "div",
    {},
    make("h3", { tabindex: -1 }, phrase("Person {person} of {many}: your answers", { person, many })),
    ...parts,
    make("p", { class: "jq-actions" }, make("button", { type: "button", class: "jq-button jq-button-main", onclick: () => done(given) }, phrase("Done: hide my answers")), meetingStop(stop)),
  );
}

// After the last turn, until the group is ready to look.
function meetingReady(many, set, reveal, stop) {
  return make(
    "div",
    {},
    make("h3", { tabindex: -1 }, phrase("All {many} have answered", { many })),
    meetingAbout(set),
    make("p", {}, phrase("Look together. Nobody has to say which answer was theirs.")),
    make("p", { class: "jq-actions" }, make("button", { type: "button", class: "jq-button jq-button-main", onclick: reveal }, phrase("Show the answers")), meetingStop(stop)),
  );
}
