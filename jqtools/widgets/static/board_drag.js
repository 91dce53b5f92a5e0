// Drawing a link and moving a box with the mouse or a finger. The keyboard has Alt with L, Alt with the arrows, and the panel.
const EDGE = 70;

// Follow a pointer from its press on `held` until it lets go; Esc gives up. `drop(point, moved)` is the end.
function follow(event, held, { move, drop, end }) {
  const start = { x: event.clientX, y: event.clientY };
  const point = (each) => ({ x: each.clientX, y: each.clientY });
  let moved = false;
  const moving = (each) => {
    moved = moved || Math.hypot(each.clientX - start.x, each.clientY - start.y) > 4;
    if (each.clientY < EDGE) window.scrollBy(0, -12);
    if (each.clientY > window.innerHeight - EDGE) window.scrollBy(0, 12);
    if (moved) move(point(each));
  };
  const listening = new AbortController();
  const { signal } = listening;
  const stop = () => (listening.abort(), end());
  event.preventDefault();
  held.setPointerCapture(event.pointerId);
  held.addEventListener("pointermove", moving, { signal });
  held.addEventListener("pointerup", (each) => (stop(), drop(point(each), moved)), { signal });
  held.addEventListener("pointercancel", stop, { signal });
  const escaped = (each) => each.key === "Escape" && (each.preventDefault(), each.stopPropagation(), stop());
  window.addEventListener("keydown", escaped, { signal, capture: true });
}

const boxAt = (canvas, { x, y }) => {
  const hit = document.elementFromPoint(x, y);
  const found = hit && hit.closest(".jq-box");
  return found && canvas.contains(found) ? found : null;
};

function dragLink(event, handle, canvas, owner, lines) {
  const source = handle.closest(".jq-box").id;
  const legal = new Set(targetsOf(owner.model.get("value").nodes, source));
  const boxes = [...canvas.querySelectorAll(".jq-box")];
  const over = (target) => boxes.forEach((each) => each.classList.toggle("jq-over", each === target && legal.has(each.id)));
  boxes.forEach((each) => each.classList.toggle("jq-legal", legal.has(each.id)));
  canvas.classList.add("jq-linking");
  follow(event, handle, {
    move: (point) => (lines.sketch(source, point), over(boxAt(canvas, point))),
    drop: (point, moved) => {
      const target = boxAt(canvas, point);
      if (!moved) owner.linkFrom(source, handle);
      else if (target && legal.has(target.id)) owner.link(source, target.id, "leads_to", true);
      else owner.say(phrase("No link was made. Let go on a box with a dashed edge."));
    },
    end: () => {
      lines.sketch(source, null);
      canvas.classList.remove("jq-linking");
      boxes.forEach((each) => each.classList.remove("jq-legal", "jq-over"));
    },
  });
}

function dragBox(event, grip, owner) {
  const held = grip.closest(".jq-box");
  const others = neighborsOf(owner.model.get("value").nodes, held.id).filter((id) => id !== held.id).map((id) => document.getElementById(id));
  const placeAt = ({ y }) => others.filter((each) => each.getBoundingClientRect().top + each.getBoundingClientRect().height / 2 < y).length;
  const mark = (place) => {
    others.forEach((each, at) => each.classList.toggle("jq-drop-before", at === place));
    if (others.length) others.at(-1).classList.toggle("jq-drop-after", place === others.length);
  };
  held.classList.add("jq-moving");
  follow(event, grip, {
    move: (point) => mark(placeAt(point)),
    drop: (point, moved) => moved && owner.place(held.id, placeAt(point)),
    end: () => (mark(-1), held.classList.remove("jq-moving")),
  });
}

function dragging(canvas, owner, lines) {
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const [handle, grip] = [".jq-handle", ".jq-grip"].map((css) => event.target.closest(css));
    if (handle) dragLink(event, handle, canvas, owner, lines);
    if (grip) dragBox(event, grip, owner);
  });
}
