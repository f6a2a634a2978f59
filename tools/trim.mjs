/**
 * Trim what the built pages load: `node tools/trim.mjs _build/html`, after every build.
 *
 * All style sheets become one without the rules that no page needs, the fonts keep the letters and icons that pages have,
 * icons have no spoken text, the scripts that most pages need become one that waits for the page, and each picture gets its
 * size, so that the text does not jump.
 * A page that was trimmed before and not built since comes out as it went in.
 */

import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import subsetFont from "subset-font";

const SITE = process.argv[2];
const STATIC = join(SITE, "_static");
const TARGET = join(STATIC, "trimmed");

/** In the order in which pages load them. */
const STYLES = [
  "styles/theme.css",
  "styles/pydata-sphinx-theme.css",
  "pygments.css",
  "styles/sphinx-book-theme.css",
  "copybutton.css",
  ...globSync("mystnb.*.css", { cwd: STATIC }),
  "sphinx-design.min.css",
  "vendor/katex/katex.min.css",
  "katex-math.css",
  "vendor/tokens.css",
  "vendor/type/type.css",
  "mb.css",
  "vendor/playground/playground-style.css",
  "vendor/order-lines/order-lines-style.css",
  "vendor/surface/surface-style.css",
];
/** Of the parts of Bootstrap, which its script names all, those that pages have: tooltips and menus that drop down. */
const BOOTSTRAP = [/tooltip/, /^dropdown-menu/, "fade", "show"];
const SCRIPTS = [
  "documentation_options.js",
  "doctools.js",
  "sphinx_highlight.js",
  "scripts/sphinx-book-theme.js",
  "scripts/bootstrap.js",
  "scripts/pydata-sphinx-theme.js",
  "scripts/paper.js",
  "scripts/scrollers.js",
  "scripts/far_sections.js",
  "clipboard.min.js",
  "copybutton.js",
  "scripts/ledger.js",
  "scripts/folds.js",
  "scripts/quiz.js",
  "scripts/code_names.js",
];
/** Scripts of the theme that few pages have a use for, and what shows that a page is one of them. */
const ONLY_WITH = [
  [/design-tabs\.js/, /sd-tab-set/],
  [/(searchtools|language_data|searchindex)\.js/, /id="search-results"/],
];

/** Write the one style sheet, and the fonts that it names, into the folder for trimmed files. */
async function trimStyles(pages) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: STYLES.map((file) => `@import "./${file}";`).join("\n"), loader: "css", resolveDir: STATIC },
    outfile: join(TARGET, "book.css"),
    bundle: true,
    minify: true,
    external: ["*.ttf", "*.woff"], // KaTeX names them for browsers of the past
    loader: { ".woff2": "file", ".svg": "dataurl", ".png": "dataurl" },
    assetNames: "[name]",
    write: false,
  });
  const whole = outputFiles.find(({ path }) => path.endsWith(".css"));
  const scripts = globSync(join(STATIC, "**/*.js")).filter((path) => !path.endsWith("bootstrap.js"));
  const [{ css }] = await new PurgeCSS().purge({
    content: [...pages, ...scripts],
    css: [{ raw: whole.text }],
    dynamicAttributes: ["data-far", "data-mode", "data-theme", "data-verdict"],
    safelist: { standard: [/^mb/, ...BOOTSTRAP], variables: [/^--mb-/] }, // our own, which scripts may put together
    keyframes: true,
    variables: true,
  });
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET);
  const silent = css.replaceAll(/content:("\\f[0-9a-f]{3}"|var\(--pst-icon[^)]*\))/g, 'content:$1/""'); // not read aloud
  writeFileSync(join(TARGET, "book.css"), silent.replaceAll("font-display:block", "font-display:swap"));
  const icons = String.fromCodePoint(...[...css.matchAll(/\\(f[0-9a-f]{3})\b/g)].map(([, code]) => parseInt(code, 16)));
  const letters = lettersOf(pages);
  for (const { path, contents } of outputFiles.filter(({ path }) => path.endsWith(".woff2"))) {
    const kept = /[/\\]fa-/.test(path) ? icons : letters;
    writeFileSync(path, await subsetFont(Buffer.from(contents), kept, { targetFormat: "woff2" }));
  }
}

/** Return all letters that pages show: ASCII, which readers may type, and what stands in pages or is written by scripts. */
function lettersOf(pages) {
  const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
  const texts = [...pages, ...globSync(join(STATIC, "**/*.js"))].map((path) => readFileSync(path, "utf8"));
  const others = texts.flatMap((text) => text.match(/[^\x00-\x7f]/gu) ?? []);
  const escaped = texts.flatMap((text) => text.match(/(?<=\\u)[0-9a-f]{4}/gi) ?? []);
  return [...new Set([...ascii, ...others, ...escaped.map((code) => String.fromCharCode(parseInt(code, 16)))])].join("");
}

/** What the theme's scripts leave out here: no setting turns it off. */
const LEFT_OUT = [
  // It would keep how far its list of chapters was scrolled: the book keeps nothing that it does not speak of.
  /sessionStorage\.setItem\("sidebar-scroll-top",[^)]*\)/g,
  // It would lay out the whole page for each box that may scroll; scripts/scrollers.js does so box by box, when it is seen.
  /"complete"===document\.readyState\?\w+\(\):window\.addEventListener\("load",\w+\)/g,
];

/** Write the one script: the files one after the other, which as classic scripts share their names. */
function trimScripts() {
  const parts = SCRIPTS.map((file) => readFileSync(join(STATIC, file), "utf8").replace(/^\/\/# sourceMapp.*$/gm, ""));
  const whole = LEFT_OUT.reduce((script, part) => {
    if (!part.test(script)) throw new Error(`the theme's scripts have no ${part} any more: look for what replaced it`);
    return script.replaceAll(part, "void 0");
  }, parts.join(";\n"));
  const { code } = esbuild.transformSync(whole, { minifyWhitespace: true, minifySyntax: true }); // names are shared
  writeFileSync(join(TARGET, "book.js"), code);
}

/** Return a page's address of a trimmed file, which changes with what is in it. */
function address(name) {
  const digest = createHash("sha256").update(readFileSync(join(TARGET, name))).digest("hex");
  return `_static/trimmed/${name}?v=${digest.slice(0, 8)}`;
}

/** Return a picture's tag with its size in it; all but the page's first picture are fetched when they come near. */
function sized(tag, source, folder, isFirst) {
  const file = join(folder, decodeURI(source));
  if (/\bwidth=/.test(tag) || !source.endsWith(".svg") || !existsSync(file)) return tag;
  const [size] = readFileSync(file, "utf8").match(/width="\d+" height="\d+"/);
  return tag.replace("<img ", `<img ${size} ${isFirst ? "" : 'loading="lazy" '}decoding="async" `);
}

/** Point one page at the trimmed files, and drop the scripts that it has no use for. */
function trimPage(path) {
  const page = readFileSync(path, "utf8");
  const root = page.match(/data-content_root="([^"]*)"/)?.[1].replace(/^\.\/$/, "") ?? "";
  const merged = new Set([...STYLES, ...SCRIPTS, "scripts/fontawesome.js"].map((file) => `${root}_static/${file}`));
  const isMerged = (url) => merged.has(url.split("?")[0]) || url.includes("_static/trimmed/");
  const isIdle = (url) => ONLY_WITH.some(([script, use]) => script.test(url) && !use.test(page));
  let pictures = 0;
  const trimmed = page
    .replace(/[ \t]*<link [^>]*href="([^"]+)"[^>]*>\n?/g, (tag, url) => (isMerged(url) ? "" : tag))
    .replace(/[ \t]*<script [^>]*src="([^"]+)"[^>]*><\/script>\n?/g, (tag, url) => {
      if (isMerged(url) || isIdle(url)) return "";
      return /\bdefer\b/.test(tag) ? tag : tag.replace("<script ", "<script defer ");
    })
    // They are read by the theme's switch between versions and search while typing, which this book does not have.
    .replace(/[ \t]*<script>DOCUMENTATION_OPTIONS\.(pagename|search_as_you_type) = [^<]*<\/script>\n?/g, "")
    .replace(/[ \t]*<!-- (So that users can add|Pre-loaded scripts|Scripts loaded after)[^>]*-->\n?/g, "")
    .replace(
      /[ \t]*<!-- Loaded before other Sphinx assets -->\n?/,
      `  <!-- Loaded before other Sphinx assets -->
  <link href="${root}${address("book.css")}" rel="stylesheet" />
  <script defer src="${root}${address("book.js")}"></script>
`,
    )
    .replace(/<img [^>]*src="([^"]+)"[^>]*>/g, (tag, url) => sized(tag, url, dirname(path), pictures++ === 0));
  if (trimmed !== page) writeFileSync(path, trimmed);
}

const pages = globSync(join(SITE, "**/*.html")).filter((path) => !path.startsWith(STATIC));
await trimStyles(pages);
trimScripts();
pages.forEach(trimPage);
