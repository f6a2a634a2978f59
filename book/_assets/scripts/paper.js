/**
 * On paper: all pictures, and the light colours.
 *
 * Pictures are fetched when a reader comes near them (tools/trim.mjs). A browser that prints fetches the others, but
 * waits for them a few seconds only, so they are there before it begins.
 */
(() => {
  const page = document.documentElement;
  const waiting = () => [...document.images].filter((image) => image.loading === "lazy" && !image.complete);

  /** Put a picture's own text, SVG, into it before the next line runs; one that does not come stays as it is. */
  function fetchNow(image) {
    const request = new XMLHttpRequest();
    request.open("GET", image.src, false);
    try {
      request.send();
    } catch {
      return;
    }
    if (request.status === 200) image.src = `data:image/svg+xml,${encodeURIComponent(request.responseText)}`;
  }

  /** Begin to fetch all pictures, and return those that were not there. */
  function fetchAll() {
    const missing = waiting();
    for (const image of missing) image.loading = "eager";
    return missing;
  }

  if (location.protocol === "file:") fetchAll(); // nothing travels, and nothing can be fetched as above

  let theme;
  addEventListener("beforeprint", () => {
    theme = page.dataset.theme;
    page.dataset.theme = "light";
    fetchAll().forEach(fetchNow);
  });
  addEventListener("afterprint", () => (page.dataset.theme = theme));
})();
