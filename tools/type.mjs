/**
 * Copy the faces that pages are set in from node_modules/ into book/_assets/vendor/type/: `node tools/type.mjs`.
 *
 * Beside them a style sheet is written, with each face, and with fonts that readers have already, made as wide and as
 * high as it: until a face is there the page is set in one of those, and when it comes nothing moves.
 */

import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createFontStack } from "@capsizecss/core";
import arial from "@capsizecss/metrics/arial";
import georgia from "@capsizecss/metrics/georgia";
import notoSerif from "@capsizecss/metrics/notoSerif";
import roboto from "@capsizecss/metrics/roboto";
import sourceSans from "@capsizecss/metrics/sourceSans3";
import sourceSerif from "@capsizecss/metrics/sourceSerif4";

import DESIGN from "../mbcourse/design.json" with { type: "json" };

const TARGET = "book/_assets/vendor/type";
// The usual fonts of Linux, which the library does not have: as their files say (Latin, weighted by English letters).
const DEJAVU = { ascent: 1901, descent: -483, lineGap: 0, unitsPerEm: 2048, subsets: {} };
const dejavuSerif = { ...DEJAVU, familyName: "DejaVu Serif", fullName: "DejaVu Serif", xWidthAvg: 1058 };
const dejavuSans = { ...DEJAVU, familyName: "DejaVu Sans", fullName: "DejaVu Sans", xWidthAvg: 1041 };

/** What a family is for, its package, its faces ("weight-style") and what stands in for it, in this order. */
const FAMILIES = [
  {
    name: "text",
    folder: "source-serif-4",
    faces: ["400-normal", "400-italic", "600-normal"],
    metrics: sourceSerif,
    fallbacks: [georgia, notoSerif, dejavuSerif],
    generic: "serif",
  },
  {
    name: "display",
    folder: "source-sans-3",
    faces: ["400-normal", "600-normal"],
    metrics: sourceSans,
    fallbacks: [arial, roboto, dejavuSans],
    generic: "sans-serif",
  },
];

function face(family, folder, kind) {
  const [weight, style] = kind.split("-");
  const file = `${folder}-latin-${kind}.woff2`;
  copyFileSync(`node_modules/@fontsource/${folder}/files/${file}`, `${TARGET}/${file}`);
  return `@font-face {
  font-family: "${family}";
  font-style: ${style};
  font-weight: ${weight === "600" ? "600 700" : weight};
  font-display: swap;
  src: url("${file}") format("woff2");
}`;
}

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET, { recursive: true });
const rules = FAMILIES.map(({ name, folder, faces, metrics, fallbacks, generic }) => {
  if (metrics.familyName !== DESIGN.families[name])
    throw new Error(`mbcourse/design.json says "${DESIGN.families[name]}" for ${name}, tools/type.mjs ${metrics.familyName}`);
  copyFileSync(`node_modules/@fontsource/${folder}/LICENSE`, `${TARGET}/LICENSE-${folder}`);
  const { fontFamily, fontFaces } = createFontStack([metrics, ...fallbacks]);
  const own = faces.map((kind) => face(metrics.familyName, folder, kind));
  return [...own, fontFaces, `:root {\n  --mb-${name}: ${fontFamily}, ${generic};\n}\n`].join("\n");
});
writeFileSync(`${TARGET}/type.css`, rules.join("\n"));
