// Where the plan is kept: in the served app, in the visitor's own browser or in one tab of it; and the file of it.
const KEY = "jqtools.plan";
const DEVICE = "jqtools.device";
const MAX_FILE = 1_500_000;
const storage = (kind) => {
  try {
    return window[kind];
  } catch {
    return null;
  }
};
const own = () => storage("localStorage");
const tab = () => storage("sessionStorage");
// What a tab was told counts in that tab, whatever another tab was told.
const device = () => {
  if (tab() && tab().getItem(DEVICE) === "shared") return "shared";
  return own() && own().getItem(DEVICE) === "own" ? "own" : "";
};
const home = () => (device() === "own" ? own() : tab());
const stored = () => (home() ? home().getItem(KEY) : null);
const forget = () => home() && home().removeItem(KEY);

function keepOn(answer) {
  const text = stored();
  forget();
  tab().removeItem(DEVICE);
  own().removeItem(DEVICE);
  (answer === "own" ? own() : tab()).setItem(DEVICE, answer);
  if (text) home().setItem(KEY, text);
}

function fileName(plan) {
  const words = (plan.header.title || "job quality plan").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${words.slice(0, 60) || "plan"}.json`;
}

function download(plan) {
  handOver({ name: fileName(plan), type: "application/json", content: JSON.stringify(plan, null, 1) + "\n" });
}

const handOver = (file) => {
  const url = URL.createObjectURL(new Blob([file.content], { type: file.type }));
  make("a", { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
