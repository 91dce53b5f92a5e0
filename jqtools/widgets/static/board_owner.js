// Changes that a person makes, each written to `model` and told; `view` draws what came of it.
function boardOwner(model, view, live) {
  const logic = () => model.get("value");
  const commit = (change) => {
    const value = clone(logic());
    change(value);
    view.own = true;
    typed(model, value);
    view.own = false;
    view.draw();
  };
  const owner = { model, node: (id) => logic().nodes.items[id], fit: view.fit, open: view.open, close: view.close };
  owner.finish = (id) => view.boxes.get(id).edit.focus();
  owner.linkFrom = (id, back) => view.linking.from(id, back);
  owner.say = (words) => (live.textContent = words);
  // A box or a link may be gone by the time that its last words come.
  owner.set = (id, name, entry) => owner.node(id) && commit(({ nodes }) => put(nodes.items[id], name, entry));
  owner.setLink = (key, name, entry) => {
    if (logic().links.items[key]) commit(({ links }) => put(links.items[key], name, entry));
    // A link of another kind stands in the other list now: follow it there.
    if (name === "kind") view.panel.reach(key);
  };
  owner.link = (source, target, kind, on) => {
    const { nodes } = logic();
    const there = linkBetween(logic(), source, target, kind);
    if (Boolean(there) === on) return on && owner.say(phrase("These two are linked already."));
    commit((value) => (on ? linkIn(value, source, target, kind) : unlinkIn(value, (link) => link.source === source && link.target === target && wayOf(link) === kind)));
    const texts = { source: shortened(wordsOf(nodes, source)), target: shortened(wordsOf(nodes, target)) };
    owner.say(on ? phrase("Linked: {source}, to: {target}. You can say why.", texts) : phrase("Link removed: {source}, to: {target}.", texts));
  };
  owner.add = (stage) => {
    const id = newId("no");
    view.columns.pick(stage);
    commit(({ nodes }) => {
      nodes.order.push(id);
      nodes.items[id] = { stage, text: "" };
    });
    owner.say(phrase("{kind} added.", { kind: stageWords(stage).one }));
    const added = view.boxes.get(id);
    added.focus();
    added.element.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  owner.remove = async (id) => {
    const { text, stage } = owner.node(id);
    if (text && !(await ask(phrase("Remove “{text}” and its links?", { text }), phrase("Remove")))) return;
    if (!owner.node(id)) return;
    commit((value) => removeIn(value, id));
    owner.say(phrase("Removed. Undo brings it back."));
    view.columns.adder(stage).focus();
  };
  owner.place = (id, to) => {
    const group = neighborsOf(logic().nodes, id);
    if (group.indexOf(id) !== to) commit((value) => moveIn(value, id, to));
    owner.say(phrase("Moved to place {place} of {all}.", { place: to + 1, all: group.length }));
  };
  owner.move = (id, step) => {
    const group = neighborsOf(logic().nodes, id);
    const to = group.indexOf(id) + step;
    if (group[to]) owner.place(id, to);
    else owner.say(step < 0 ? phrase("Already first.") : phrase("Already last."));
  };
  return owner;
}
