/**
 * Bundle the playground, from one source, as a classic script for pages (modules do not load from a folder) and as a
 * module for notebooks, and the surface to turn and the lines to order, for pages: `node tools/bundle.mjs`, after
 * `npm ci`. Each folder gets its style sheet and the licences of what was bundled, too. The folders are git-ignored and
 * rebuilt whole.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import esbuild from "esbuild";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCE = join(ROOT, "mbcourse/playground/source");
const TARGETS = [
  { folder: "book/_assets/vendor/playground", entries: { "playground-on-page": "on_page.js", playground: "book.js", "playground-style": "playground.css" }, format: "iife" },
  { folder: "mbcourse/playground/static", entries: { playground: "widget.js", "playground-style": "widget.css" }, format: "esm" },
  {
    folder: "book/_assets/vendor/surface",
    entries: {
      "surface-button": "surface/button.js",
      surface: "surface/rotatable_surface.js",
      "surface-style": "surface/surface.css",
    },
    format: "iife",
  },
  {
    folder: "book/_assets/vendor/order-lines",
    entries: { "order-lines": "order_lines/element.js", "order-lines-style": "order_lines/order_lines.css" },
    format: "iife",
  },
];

/** Return the licences of the packages that a bundle holds, one after the other. */
function licences(inputs) {
  const folders = Object.keys(inputs).map((file) => file.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]);
  const texts = [...new Set(folders.filter(Boolean))].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${readFileSync(join(ROOT, folder, "LICENSE"), "utf8")}`;
  });
  return texts.join(`\n${"-".repeat(79)}\n\n`);
}

// Python's words have their entries in these, or importing them fails.
for (const file of ["axes.js", "orders.js", "panels.js", "schedules.js", "views.js"]) await import(pathToFileURL(join(SOURCE, file)));

for (const { folder, entries, format } of TARGETS) {
  const target = join(ROOT, folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(SOURCE, file)])),
    outdir: target,
    bundle: true,
    minify: true,
    format,
    target: "es2023",
    banner: { js: "/* Bundled from mbcourse/playground and the packages named in licences.txt. */" },
    metafile: true,
  });
  writeFileSync(join(target, "licences.txt"), licences(metafile.inputs));
}
