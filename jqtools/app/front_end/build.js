// Puts the front end together: `npm ci && npm run build`.
import { build } from "esbuild";

await build({
  entryPoints: { front_end: "main.js", styles: "front_end.css" },
  outdir: "built",
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "linked",
  loader: { ".svg": "dataurl", ".woff2": "dataurl" },
  logLevel: "info",
});
