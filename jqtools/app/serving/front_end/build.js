// Puts the front end together: `npm ci && npm run build`. What is in `built` is kept with the sources, so that nobody
// needs Node.js to install jqtools; `sources.sha256` says what it was built from.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const SOURCES = ["amd.js", "build.js", "front_end.css", "main.js", "modules.js", "package-lock.json", "package.json", "page_widgets.js"];

rmSync("built", { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { front_end: "main.js", styles: "front_end.css" },
  outdir: "built",
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".svg": "dataurl" },
  logLevel: "info",
  metafile: true,
});

// The packages that are in it, and what their authors ask to be told with it. Project Jupyter's come without the text.
const folderOf = (path) => (path.replace("(disabled):", "").match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) || [])[0];
const packages = new Set(Object.keys(metafile.inputs).map(folderOf));
packages.delete(undefined);
const licences = [...packages].sort().map((folder) => {
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file && !(about.license === "BSD-3-Clause" && JSON.stringify(about.author).includes("Jupyter"))) throw new Error(`${folder} has no licence`);
  const text = readFileSync(file ? `${folder}/${file}` : "jupyter_license.txt", "utf8").trim();
  return `${about.name} ${about.version}\n\n${text}\n`;
});
writeFileSync("built/LICENSES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));

const hash = createHash("sha256");
for (const name of SOURCES) hash.update(readFileSync(name, "utf8").replace(/\r\n/g, "\n"));
writeFileSync("built/sources.sha256", `${hash.digest("hex")}\n`);
