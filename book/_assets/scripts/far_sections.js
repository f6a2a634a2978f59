/**
 * Sections far from the reader are laid out when reading begins, one after the other whenever the browser has nothing else
 * to do; all of them at once where a place in them is asked for, which is known only then.
 */
{
  const SIGNS = ["scroll", "pointermove", "touchstart"];
  const page = document.documentElement;
  const sections = () => [...document.querySelectorAll("[data-far] .bd-article > section > section")];
  const whenIdle = window.requestIdleCallback ?? setTimeout;

  const layOutAll = () => delete page.dataset.far;
  const layOutNext = () => {
    const next = sections().find(({ style }) => !style.contentVisibility);
    if (!next) return layOutAll();
    next.style.contentVisibility = "visible";
    whenIdle(layOutNext);
  };
  // A browser also says that the pointer moved when the page came to lie under it.
  const staysPut = ({ type, movementX, movementY }) => type === "pointermove" && !movementX && !movementY;
  const begin = (event) => {
    if (staysPut(event)) return;
    for (const sign of SIGNS) removeEventListener(sign, begin);
    whenIdle(layOutNext);
  };
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });

  addEventListener("keydown", layOutAll, { capture: true, once: true });
  addEventListener("click", ({ target }) => target.closest("a[href*='#']") && layOutAll(), { capture: true });
  addEventListener("hashchange", () => {
    if (!("far" in page.dataset)) return;
    layOutAll();
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  });
}
