/**
 * A box of code, output or table that is wider than the page scrolls, and is then reached by keyboard.
 *
 * The size of a box is known when it is first near the reader, and is looked at whenever it changes.
 */
{
  const boxes = "article :is(pre, .cell_output > .output, .pst-scrollable-table-container)";
  const sizes = new ResizeObserver((entries) => {
    const scrolls = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth > clientWidth || scrollHeight > clientHeight;
    const measured = entries.map(({ target }) => [target, scrolls(target)]); // all, before the page is changed
    for (const [box, isScroller] of measured)
      if (isScroller) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
  });
  addEventListener("DOMContentLoaded", () => document.querySelectorAll(boxes).forEach((box) => sizes.observe(box)));
}
