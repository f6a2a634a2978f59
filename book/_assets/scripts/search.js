/** Search results show what a formula looks like, not its TeX as well: KaTeX writes both into a page. */
addEventListener("DOMContentLoaded", () => {
  const withoutTex = Search.htmlToText;
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(".katex-mathml").forEach((tex) => tex.remove());
    return withoutTex(page.documentElement.outerHTML, anchor);
  };
});
