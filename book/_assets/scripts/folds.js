/**
 * What answers a prediction: folded until the reader has answered, or asks to see it anyway.
 *
 * A link to anything inside opens a fold, and so does the browser's search in the page: both are the browser's own, as
 * for every disclosure. A switch in each prediction unfolds the whole book, for those who teach from it.
 */
(() => {
  const folds = [...document.querySelectorAll(".mb-fold")];
  const open = (fold) => (fold.open = true);

  addEventListener("mb:answer", ({ target }) => folds.filter(({ dataset }) => dataset.of === target.dataset.key).forEach(open));

  for (const fold of folds) {
    // Its line goes when it opens: who opened it by keyboard goes on from what it held.
    fold.addEventListener("toggle", () => {
      if (!fold.open || document.activeElement !== fold.querySelector(":scope > summary")) return;
      fold.tabIndex = -1;
      fold.focus({ preventScroll: true });
    });
  }

  /** A word that was searched for is marked by Sphinx, before this script or some time after it. */
  const openMarked = () => folds.filter((fold) => fold.querySelector(".highlighted")).forEach(open);
  new MutationObserver(openMarked).observe(document.querySelector("main"), { childList: true, subtree: true });
  openMarked();

  /** The playground's links hold its settings in place of its name, so that the browser does not find it. */
  function openLinked() {
    const name = location.hash.slice(1).split("?")[0];
    const target = name && document.getElementById(decodeURIComponent(name));
    folds.filter((fold) => target && fold.contains(target)).forEach(open);
  }
  addEventListener("hashchange", openLinked, { capture: true });
  openLinked();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    closed.forEach(open);
  }, { capture: true });
  addEventListener("afterprint", () => closed.forEach((fold) => (fold.open = false)));

  const switches = [...document.querySelectorAll(".mb-unfold")];
  const show = (isUnfolded) => switches.forEach((box) => (box.checked = isUnfolded));
  show(mbLedger.read().unfolded);
  for (const box of switches)
    box.addEventListener("change", () => {
      mbLedger.change((kept) => (kept.unfolded = box.checked));
      show(box.checked);
      const { answers } = mbLedger.read();
      for (const fold of folds) fold.open = box.checked || Object.hasOwn(answers, fold.dataset.of);
    });
})();
