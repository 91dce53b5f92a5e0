// The page around the components in the served app: one part of the step at a time, with a list of the parts beside it
// and the way on under it. Notebooks stay as they are; each of their second headings begins a part.
(() => {
  const main = document.getElementById("content");
  const data = JSON.parse(document.getElementById("jq-page-data").textContent);
  const words = data.words;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null));
    return element;
  };
  const memory = {
    get: (key) => {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        if (value === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, value);
      } catch {
        // Without storage the page forgets which part was open.
      }
    },
  };
  const HERE = `jqtools.part.${data.file}`;
  const ALL = "jqtools.all_parts";
  const RETURN = "jqtools.return";

  // Cells of the notebook, each in the part whose heading came last; what comes first is the step's own head.
  const cell = (element) => {
    while (element.parentElement !== main) element = element.parentElement;
    return element;
  };
  const title = (heading) => [...heading.childNodes].filter((node) => !(node.classList && node.classList.contains("anchor-link"))).map((node) => node.textContent).join("").trim();
  // The address of a part is its name in plain letters, or its number where a language has none.
  const slug = (text, n) => {
    const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return `part-${/[a-z]/.test(plain) ? plain : n}`;
  };
  const headings = new Map([...main.querySelectorAll("h2")].map((heading) => [cell(heading), heading]));
  const parts = [];
  const column = make("div", { class: "jq-work-column" });
  const opening = make("div", { class: "jq-opening" });
  for (const child of [...main.children]) {
    if (child.id === "loading" || child.classList.contains("jq-notices")) continue;
    const heading = headings.get(child);
    if (heading) {
      const name = title(heading);
      heading.tabIndex = -1;
      parts.push({ name, heading, element: make("section", { class: "jq-stage", id: slug(name, parts.length + 1), "aria-label": name }) });
    }
    const place = parts.length ? parts.at(-1).element : opening;
    if (child.parentElement === main) place.append(child);
  }
  if (!parts.length) return;

  // The list of the parts, and how far each is.
  const items = parts.map((part, i) => {
    part.state = make("small", { class: "jq-stage-state" });
    part.mark = make("span", { class: "jq-mark", "aria-hidden": "true" });
    part.link = make("a", { href: `#${part.element.id}`, onclick: (event) => (event.preventDefault(), show(i, true)) }, part.mark, make("span", {}, make("span", { class: "jq-stage-name" }, part.name), part.state));
    return make("li", {}, part.link);
  });
  const every = make("button", { type: "button", class: "jq-link jq-all", "aria-pressed": "false", onclick: () => showAll(!all) }, words.show_all);
  const summary = make("summary", { class: "jq-stages-summary" });
  const fold = make("details", { class: "jq-stages-fold", open: true }, summary, make("ol", {}, items), every);
  const list = make("nav", { class: "jq-stages", "aria-label": words.parts }, fold);
  const longer = (text) => make("span", { class: "jq-longer" }, text);
  const back = make("button", { type: "button", class: "jq-button", onclick: () => show(now - 1, true) }, words.back);
  const on = make("button", { type: "button", class: "jq-button jq-button-main", onclick: () => show(now + 1, true) });
  const leave = data.next && make("a", { class: "jq-button jq-button-main", href: data.next.href }, make("span", {}, words.next_step, longer(`: ${data.next.title}`)));
  const still = make("span", { class: "jq-still" });
  const before = data.previous && make("a", { class: "jq-button", href: data.previous.href }, make("span", {}, words.back, longer(fill(words.to_step, data.previous))));
  const go = make("nav", { class: "jq-go", "aria-label": words.way }, before || null, back, still, on, leave || null);
  column.append(opening, ...parts.map((part) => part.element), go);
  const returning = document.getElementById("jq-return");
  main.append(returning, make("div", { class: "jq-work" }, list, column));

  let now = 0;
  let all = memory.get(ALL) === "yes";
  const narrow = matchMedia("(max-width: 860px)");
  // In a narrow window and with large letters the list is one line that unfolds, so that the work has the full width.
  let folded;
  const foldList = () => {
    const now = narrow.matches || document.documentElement.dataset.size === "meeting";
    if (now !== folded) fold.open = !(folded = now);
  };
  narrow.addEventListener("change", foldList);
  window.addEventListener("resize", foldList);
  foldList();

  function draw() {
    parts.forEach((part, i) => {
      part.element.hidden = !all && i !== now;
      if (i === now) part.link.setAttribute("aria-current", "true");
      else part.link.removeAttribute("aria-current");
    });
    document.documentElement.dataset.part = all ? "all" : String(now);
    every.textContent = all ? words.show_one : words.show_all;
    every.setAttribute("aria-pressed", String(all));
    summary.textContent = fill(words.part, { n: now + 1, many: parts.length, name: parts[now].name });
    const last = now + 1 === parts.length;
    go.hidden = false;
    // The welcome has a button of its own for the way on: no bar stays over it.
    go.classList.toggle("jq-go-loose", !before && now === 0);
    back.hidden = all || now === 0;
    if (before) before.hidden = !all && now > 0;
    on.hidden = all || last;
    if (!last) on.replaceChildren(words.next, longer(`: ${parts[now + 1].name}`));
    if (leave) leave.hidden = !all && !last;
    document.title = [...(all ? [] : [parts[now].name]), data.title, data.workbook].join(" - ");
  }
  function show(i, focus) {
    if (i < 0 || i >= parts.length) return;
    const moved = i !== now;
    now = i;
    memory.set(HERE, parts[i].element.id);
    draw();
    if (moved) returning.replaceChildren();
    if (focus && moved && location.hash !== `#${parts[i].element.id}`) history.pushState(null, "", `#${parts[i].element.id}`);
    if (focus) {
      if (folded) fold.open = false;
      toHeading();
      (all ? parts[i].element : document.documentElement).scrollIntoView({ block: "start" });
    }
    window.dispatchEvent(new Event("resize"));
  }
  const toHeading = () => parts[now].heading.focus({ preventScroll: true });
  function showAll(yes) {
    all = yes;
    memory.set(ALL, yes ? "yes" : null);
    draw();
    window.dispatchEvent(new Event("resize"));
  }
  const named = (id) => parts.findIndex((part) => part.element.id === id);
  // A step opened without the name of a part shows one all the same: "Back" leads there too.
  window.addEventListener("popstate", (event) => {
    const i = named(location.hash.slice(1) || (event.state && event.state.part) || "");
    if (i < 0 || i === now) return;
    show(i, false);
    toHeading();
  });
  // A browser shows the caret of a field that the Tab key leads to, not the whole field: no bar stays over the rest.
  main.addEventListener("keyup", (event) => {
    if (event.key === "Tab" && event.target.matches("input, select, textarea")) event.target.scrollIntoView({ block: "nearest" });
  });
  // A place in a part that is not shown: a link to it opens its part.
  main.addEventListener("jq-reveal", (event) => {
    const i = parts.findIndex((part) => part.element.contains(event.target));
    if (i >= 0 && i !== now) show(i, false);
  });
  let shownAll = all;
  window.addEventListener("beforeprint", () => {
    shownAll = all;
    all = true;
    draw();
  });
  window.addEventListener("afterprint", () => {
    all = shownAll;
    draw();
  });

  // How far the steps and parts are, as the bar tells it.
  const SIGNS = { done: "\u2713", fix: "!", started: "\u25D0", empty: "" };
  function tellStates() {
    const told = globalThis.jqStates;
    if (!told) return;
    for (const each of told.parts || []) {
      const part = parts.find((one) => one.name === each.title);
      if (!part) continue;
      part.state.textContent = each.words;
      part.link.dataset.state = each.state || "none";
      part.mark.textContent = SIGNS[each.state] || "";
    }
    for (const each of told.steps || []) {
      const link = document.querySelector(`.jq-steps a[data-file="${each.file}"]`);
      if (!link) continue;
      link.dataset.state = each.state;
      link.querySelector(".jq-step-state").textContent = `: ${each.words}`;
      if (each.file === data.file) still.textContent = each.state === "fix" ? fill(words.still, { what: each.words }) : "";
    }
  }
  window.addEventListener("jq-states", tellStates);
  tellStates();

  // Who follows a link to another place of the plan can come back.
  function offerReturn() {
    const kept = JSON.parse(memory.get(RETURN) || "null");
    returning.replaceChildren();
    if (!kept || kept.to !== location.hash.slice(1)) return;
    const forget = () => memory.set(RETURN, null);
    returning.append(make("p", { class: "jq-return" }, make("a", { href: kept.href, onclick: forget }, fill(words.return_to, { name: kept.name }))));
  }
  main.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href*='#']");
    const to = link && link.hash.slice(1);
    if (!to || named(to) >= 0 || link.closest(".jq-return")) return;
    // Within a part there is nothing to come back to.
    const part = link.closest(".jq-stage");
    if (part && part.contains(document.getElementById(to))) return;
    const place = link.closest("li[id], .jq-box[id], [data-place]");
    const from = place && place.id ? place.id : parts[now].element.id;
    memory.set(RETURN, JSON.stringify({ to, href: `${location.pathname}#${from}`, name: `${parts[now].name}, ${data.short}` }));
    setTimeout(offerReturn, 50);
  });
  window.addEventListener("hashchange", offerReturn);
  offerReturn();

  const asked = named(location.hash.slice(1));
  const kept = named(memory.get(HERE) || "");
  show(asked >= 0 ? asked : location.hash ? 0 : Math.max(kept, 0), false);
  if (!location.hash) history.replaceState({ part: parts[now].element.id }, "");
})();
