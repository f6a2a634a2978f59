/** When to draw: in the next frame after something changed, and when the size or the colours of the page change. */

const REST = 600; // milliseconds without a change before it is announced and the listener called
const PARTS = ["rows", "paths", "runs", "all"]; // each includes the ones before it
const THEME = ["data-theme", "data-mode", "class", "data-jp-theme-light"]; // attributes, of the book and of notebooks

export class Frames {
  /**
   * @param {(now: number) => void} draw called in the frame after a change
   * @param {() => void} onRest called when nothing has changed for a moment
   */
  constructor(draw, onRest) {
    Object.assign(this, { draw, onRest, changed: "rows" });
  }

  /**
   * Ask for a frame that shows what has changed: the "rows" that are shown, the "paths", the "runs" and with them all
   * settings, or "all", with the size of the panels and the colours.
   */
  request(part) {
    this.changed = PARTS[Math.max(PARTS.indexOf(this.changed), PARTS.indexOf(part))];
    this.frame ??= requestAnimationFrame((now) => {
      this.frame = undefined;
      this.draw(now);
    });
    clearTimeout(this.resting);
    this.resting = setTimeout(this.onRest, REST);
  }

  /** Return a function that says whether a part has changed since the last call. */
  take() {
    const changed = PARTS.indexOf(this.changed);
    this.changed = "rows";
    return (part) => changed >= PARTS.indexOf(part);
  }

  /** Draw all anew when one of some elements changes its size, or the page its theme. */
  watch(elements) {
    const again = () => this.request("all");
    this.sizes = new ResizeObserver(again);
    elements.forEach((element) => this.sizes.observe(element));
    this.theme = new MutationObserver(again);
    for (const page of [document.documentElement, document.body]) this.theme.observe(page, { attributeFilter: THEME });
    this.watching = new AbortController();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again, { signal: this.watching.signal });
  }

  stop() {
    clearTimeout(this.resting);
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    this.theme.disconnect();
    this.watching.abort();
  }
}
