/**
 * Search results show what a formula looks like, not its TeX as well: KaTeX writes both into a page. In a book opened from
 * a folder they are titles alone, since browsers let no page there read another.
 */
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

addEventListener("DOMContentLoaded", () => {
  const withoutTex = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(".katex-mathml").forEach((tex) => tex.remove());
    return withoutTex(page.documentElement.outerHTML, anchor);
  };
});
