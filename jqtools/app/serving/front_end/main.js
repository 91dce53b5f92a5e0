// The front end of a page: it joins the page's kernel, takes the state of its widgets, and draws each in its cell.
// A page with anything else to draw gets Voila's own front end, which knows all that JupyterLab does, and takes longer.
import { ServerConnection } from "@jupyterlab/services/lib/serverconnection.js";
import { KernelConnection } from "@jupyterlab/services/lib/kernel/default.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const settings = JSON.parse(document.getElementById("jupyter-config-data").textContent);

function outputs() {
  const scripts = document.querySelectorAll('script[type="application/vnd.voila.cell-output+json"]');
  return [...scripts].map((script) => ({ script, shown: (JSON.parse(script.textContent).data || {})[VIEW] }));
}

function openWithVoila() {
  const { otherwise, otherwiseStyle } = document.getElementById("jq-front-end").dataset;
  for (const address of [otherwiseStyle, otherwise]) {
    const script = document.createElement("script");
    script.src = address;
    script.async = false;
    document.body.append(script);
  }
}

// The page's kernel ends with the page: the answers are in the browser.
function endWithPage(kernel) {
  window.addEventListener("pagehide", () => {
    const token = document.cookie.match("\\b_xsrf=([^;]*)\\b");
    const form = new FormData();
    form.append("_xsrf", token ? token[1] : "");
    navigator.sendBeacon(`${settings.baseUrl}voila/api/shutdown/${kernel.id}`, form);
    kernel.dispose();
  });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
}

const settled = (makers) => Promise.allSettled(makers.map((make) => make()));

async function open() {
  const found = outputs();
  const asked = new URLSearchParams(location.search).get("front") === "voila";
  if (asked || !found.every((output) => output.shown)) return openWithVoila();
  const serverSettings = ServerConnection.makeSettings({ baseUrl: new URL(settings.baseUrl, location.href).href, appendToken: false });
  const kernel = new KernelConnection({ model: { id: settings.kernelId, name: "" }, serverSettings, commsOverSubshells: "disabled" });
  endWithPage(kernel);
  // The line is being opened while the browser reads what draws widgets.
  const { PageWidgets } = await import("./page_widgets.js");
  const widgets = new PageWidgets(kernel);
  if (!(await widgets.known)) {
    // Voila's scripts wait for the page to load, and it has: it is loaded again.
    return location.replace(`?front=voila${location.hash}`);
  }
  await widgets.restored;
  // The first one brings the answers: while the kernel reads them, the others are drawn.
  const [first, ...others] = found.map((output) => () => widgets.draw(output));
  const drawn = [await settled([first]), await settled(others)].flat();
  if (drawn.some(({ status }) => status === "rejected")) document.documentElement.dataset.jqBroken = "yes";
  window.voila_finish();
}

open();
