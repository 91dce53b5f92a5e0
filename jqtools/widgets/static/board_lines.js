// The links drawn as arrows behind the boxes. Only what changed since the last time is touched.
const SVG = "http://www.w3.org/2000/svg";
const drawn = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};
const PORT = 12;
const BULGE = 34;

// Where lines end on an edge: in the order of what they lead to, so that arrow heads stand side by side.
function ports(some, end, other, rects) {
  const found = {};
  some.forEach((link) => (found[link[end]] = found[link[end]] || []).push(link));
  Object.values(found).forEach((list) => list.sort((a, b) => rects[a[other]].top - rects[b[other]].top));
  return (link) => {
    const list = found[link[end]];
    const { top, height } = rects[link[end]];
    const span = Math.min(height - 16, PORT * (list.length - 1));
    return top + height / 2 + (list.length > 1 ? (list.indexOf(link) / (list.length - 1) - 0.5) * span : 0);
  };
}

// The path of each link. What leads on leaves a box at its right; what feeds back leaves at its left, unless both
// stand in one column.
function linkPaths(all, rects) {
  const turned = (link) => rects[link.target].left < rects[link.source].left;
  const [onward, backward] = [all.filter((link) => !turned(link)), all.filter(turned)];
  const [leave, enter] = [ports(onward, "source", "target", rects), ports(onward, "target", "source", rects)];
  const [leaveBack, enterBack] = [ports(backward, "source", "target", rects), ports(backward, "target", "source", rects)];
  return all.map((link) => {
    const [a, b] = [rects[link.source], rects[link.target]];
    if (turned(link)) return curve(a.left, leaveBack(link) + 6, b.right + 3, enterBack(link) + 6);
    const [y1, y2] = [leave(link), enter(link)];
    if (a.left !== b.left) return curve(a.right, y1, b.left - 3, y2);
    return `M${a.right},${y1} C${a.right + BULGE},${y1} ${b.right + BULGE},${y2} ${b.right + 3},${y2}`;
  });
}
function curve(x1, y1, x2, y2) {
  const bend = (x2 - x1) / 2;
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

const arrowHead = (id) =>
  drawn("marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, drawn("path", { d: "M0,0.5L8,4L0,7.5z" }));

// `boxes` maps ids to boxes; `logic` gives the logic model; `alone` says whether only one column is in sight.
function boardLines(boxes, logic, alone) {
  const heads = { plain: uid(), lit: uid() };
  const marks = drawn("defs", {}, arrowHead(heads.plain), arrowHead(heads.lit));
  marks.lastChild.classList.add("jq-head-lit");
  const fresh = drawn("path", { class: "jq-drawing" });
  const svg = drawn("svg", { class: "jq-lines", "aria-hidden": "true" }, marks, fresh);
  const made = new Map();
  let lit = null;
  let waiting = false;
  const write = (element, name, value) => element.getAttribute(name) === value || element.setAttribute(name, value);
  const paint = (key, { source, target, kind }, path) => {
    if (!made.has(key)) {
      const pair = [drawn("path", { class: "jq-line-case" }), drawn("path", {})];
      svg.append(...pair);
      made.set(key, pair);
    }
    const [halo, line] = made.get(key);
    const shines = lit && [source, target].includes(lit);
    [halo, line].forEach((each) => write(each, "d", path));
    write(line, "class", `jq-line${kind === "feeds_back" ? " jq-line-back" : ""}${shines ? " jq-line-lit" : ""}`);
    write(line, "marker-end", `url(#${shines ? heads.lit : heads.plain})`);
  };
  // Boxes are measured all at once, before anything is written.
  const draw = () => {
    waiting = false;
    const frame = svg.parentElement.getBoundingClientRect();
    const all = alone() || !frame.width ? [] : Object.values(linksBySource(logic())).flat().filter((link) => boxes.has(link.source) && boxes.has(link.target));
    const rects = {};
    const measure = (id) => {
      const { left, right, top, height } = boxes.get(id).element.getBoundingClientRect();
      rects[id] = { left: left - frame.left, right: right - frame.left, top: top - frame.top, height };
    };
    new Set(all.flatMap((link) => [link.source, link.target])).forEach(measure);
    const paths = linkPaths(all, rects);
    write(svg, "width", String(frame.width));
    write(svg, "height", String(frame.height));
    svg.classList.toggle("jq-some-lit", all.some((link) => [link.source, link.target].includes(lit)));
    all.forEach((link, place) => paint(link.key, link, paths[place]));
    const keys = new Set(all.map((link) => link.key));
    made.forEach((pair, key) => keys.has(key) || (pair.forEach((each) => each.remove()), made.delete(key)));
  };
  const later = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  const light = (id) => {
    if (id === lit) return;
    lit = id;
    later();
  };
  // A line that is being drawn, from a box to a point of the page; without a point it goes.
  const sketch = (id, point) => {
    if (!point) return fresh.removeAttribute("d");
    const [frame, from] = [svg.parentElement, boxes.get(id).element].map((each) => each.getBoundingClientRect());
    fresh.setAttribute("d", curve(from.right - frame.left, from.top + from.height / 2 - frame.top, point.x - frame.left, point.y - frame.top));
  };
  return { svg, later, light, sketch };
}
