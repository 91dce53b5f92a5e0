// Rating together, in a fold: set up, one turn a person, then all answers. It lasts as long as the page does.
function render({ model, el }) {
  const live = make("p", { class: "jq-status jq-meeting-said", role: "status", "aria-live": "polite" });
  const stage = make("div", {});
  let ratings = [];
  let answers = null;
  let underWay = false;
  const sets = () => model.get("shown").sets || [];
  const rows = () => model.get("shown").rows || [];
  const show = (element, focus = true) => {
    stage.replaceChildren(element);
    const head = focus && element.querySelector("h3");
    if (head) head.focus();
  };
  const act = (verb, about = {}) => tellWorkbook(model, { act: verb, ...about });

  function setUp(focus) {
    ratings = [];
    answers = null;
    underWay = false;
    if (!sets().length) return show(make("p", { class: "jq-note" }, phrase("Write what would have to change first. Then rate it together.")), false);
    show(meetingSetUp(sets(), (many, set) => handOver(many, set)), false);
    if (focus) stage.querySelector("input").focus();
  }
  function handOver(many, set) {
    const person = ratings.length + 1;
    underWay = true;
    if (person > many) return show(meetingReady(many, set, () => reveal(set), stop));
    show(meetingHandOver(person, many, set, () => turn(person, many, set), stop));
  }
  function turn(person, many, set) {
    const done = (given) => {
      ratings.push(given);
      handOver(many, set);
    };
    show(meetingTurn(person, many, set, done, stop));
  }
  // The numbers of the people say who came when; they go no further than the counts.
  function reveal(set) {
    const people = ratings.map((given, n) => [`person_${String(n + 1).padStart(2, "0")}`, JSON.stringify(given)]);
    act("reveal", { set: set.key, ...Object.fromEntries(people) });
  }
  async function stop() {
    if (await ask(phrase("Stop rating? The answers given so far go; the plan stays as it is."), phrase("Stop rating"))) setUp(true);
  }
  async function again() {
    if (!(await ask(phrase("Start again? The answers of all people go; the plan stays as it is."), phrase("Start again")))) return;
    act("clear");
    setUp(true);
  }
  function draw() {
    const now = rows();
    if (!now.length && answers) setUp(false);
    if (!now.length) {
      if (!underWay) refresh();
      return;
    }
    if (!answers) {
      answers = meetingAnswers(now, (question, level) => act("take", { question, answer: String(level) }), again);
      show(answers.element);
    }
    answers.show(Object.fromEntries(now.map((row) => [row.key, row.now])));
  }
  // Before anybody has begun, the list of what can be rated follows the plan.
  let drawn = null;
  function refresh() {
    const known = sets().map(({ key, words }) => [key, words]);
    if (same(drawn, known)) return;
    drawn = known;
    setUp(false);
  }
  const tell = () => (live.textContent = model.get("said"));
  // Who leaves in the middle is asked first: the answers are nowhere else.
  const leaving = (event) => underWay && event.preventDefault();
  window.addEventListener("beforeunload", leaving);
  el.append(
    make(
      "div",
      { class: "jq jq-meeting" },
      make(
        "details",
        { class: "jq-meeting-fold" },
        make("summary", {}, phrase("Rate together: each person alone, then all answers")),
        make("p", {}, phrase("One device goes around. Each person answers alone, the answers stay hidden, and then you look at all of them together.")),
        make("p", { class: "jq-note" }, phrase("The answers stay on this page and hold no names. They are gone when you leave the page or reload it. Only what you agree on goes into the plan.")),
        stage,
      ),
      live,
    ),
  );
  refresh();
  draw();
  const deaf = heed(model, { "change:shown": draw, "change:said": tell });
  return () => {
    window.removeEventListener("beforeunload", leaving);
    deaf();
  };
}
export default { render };
