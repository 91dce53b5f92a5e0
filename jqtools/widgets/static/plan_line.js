// The page's line to the workbook: telling when it is cut, taking it up again, and telling when it is gone for good.
const line = { status: "connected", reached: true, gone: false, unheard: false, tried: -Infinity };
const ANSWER = 8_000;
const LOOK = 3_000;
// A slow server is given this long to answer before it is tried again.
const TRY = 15_000;
const LOOK_WHEN_WELL = 20_000;

const cutWords = () =>
  kept.unkept
    ? phrase("Connection lost, trying again. This browser keeps no answers: leave the page open, or download your plan.")
    : phrase("Connection lost, trying again. Your answers are safe in this browser.");
const goneWords = () =>
  kept.unkept
    ? phrase("This page has lost its connection to the workbook, and this browser keeps no answers. Download your plan. Then reload the page, and open the plan there.")
    : phrase("This page has lost its connection to the workbook. Your answers are safe in this browser.");

function tellLine() {
  const cut = !line.gone && (line.status !== "connected" || !line.reached);
  const gone = !cut && (line.gone || line.unheard);
  const words = cut ? cutWords() : gone ? goneWords() : "";
  const place = document.getElementById("jq-connection");
  if (!place || place.dataset.words === words) return;
  place.dataset.words = words;
  place.replaceChildren();
  if (words) place.append(make("p", { class: "jq-alert" }, words, gone && " ", gone && make("a", { href: "" }, phrase("Reload the page"))));
}

// Each edit carries a number that the workbook gives back once it has read it.
function watchEdits(model) {
  let waiting = null;
  const read = () => model.get("ack") >= model.get("seq");
  const waitForAnswer = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ((line.unheard = !read()), tellLine()), ANSWER);
  };
  kept.edited = () => {
    model.set("seq", model.get("seq") + 1);
    model.save_changes();
    waitForAnswer();
  };
  model.on("change:ack", () => read() && ((line.unheard = false), tellLine()));
  return waitForAnswer;
}

// Ask the server for the page's kernel: whether it can be reached, and whether it still has it. The front end's library
// stops trying to connect after a while; here it is told to try as soon as the server answers again.
async function look(kernel, address) {
  const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(ANSWER) }).catch(() => null);
  line.reached = Boolean(answer && answer.status < 500);
  if (line.reached) line.gone = answer.status === 404;
  tellLine();
  if (!answer || !answer.ok || line.status === "connected" || kernel.isDisposed || performance.now() - line.tried < TRY) return;
  line.tried = performance.now();
  kernel.reconnect().catch(() => {});
}

function watchKernel(model) {
  const waitForAnswer = watchEdits(model);
  const kernel = model.widget_manager && model.widget_manager.kernel;
  const base = document.body.dataset.baseUrl;
  if (!kernel || !base) return;
  kernel.connectionStatusChanged.connect((_, status) => {
    if (kernel.isDisposed) return; // the page is being left
    line.status = status;
    if (status === "connected") {
      line.unheard = false;
      waitForAnswer();
    }
    tellLine();
  });
  let last = performance.now();
  setInterval(() => {
    const well = line.gone || (line.status === "connected" && line.reached);
    if (document.hidden || kernel.isDisposed || (well && performance.now() - last < LOOK_WHEN_WELL)) return;
    last = performance.now();
    look(kernel, `${base}api/kernels/${kernel.id}`);
  }, LOOK);
}
