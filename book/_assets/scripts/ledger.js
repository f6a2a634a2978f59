/**
 * The reader's ledger: what was predicted, answered and kept, in this browser and nowhere else.
 *
 * Pages tell it by events. `mb:answer`, from a quiz or from lines to order, holds the `question`, what was `said`, the
 * `rights` (elements or texts), and whether it `isRight`; `mb:keep`, from the playground, an `address` and its `words`,
 * and takes back whether it `isKept`. Where the browser keeps nothing, everything else works.
 */
const mbLedger = (() => {
  const NAME = "mbcourse-ledger"; // fold_at_once.js reads it too
  const LONGEST = 20; // results of a question
  const DEPTHS = [0, 1, 2, 3, 4]; // steps of indentation in a program that lines were put into
  const KINDS = { "mb-predict": "prediction", "mb-recall": "recall", "mb-check": "check", "mb-exercise": "exercise" };
  const TAGS = ["code", "em", "strong", "p"];
  const MATHML = "http://www.w3.org/1998/Math/MathML";
  const MATH_ATTRIBUTES = ["accent", "columnalign", "encoding", "mathvariant", "minsize", "stretchy"];

  const areTexts = (values) => Array.isArray(values) && values.every((value) => typeof value === "string");
  const isPlace = (place) => /^[\w./-]+\.html#/.test(place);
  const isSetting = (setting) => areTexts([setting?.words, setting?.when]) && isPlace(setting.place);
  const isGiven = (given) => areTexts(given?.said) && areTexts([given.when]);
  const isAnswer = (answer) =>
    areTexts(answer?.rights) &&
    areTexts([answer.kind, answer.question, answer.results]) &&
    [answer.first, answer.last].every(isGiven) &&
    isPlace(answer.place);
  const isDraft = (draft) =>
    Array.isArray(draft) &&
    draft.every((line) => areTexts([line?.[0]]) && line.length === 2 && DEPTHS.includes(line[1]));

  const only = (kept, isRight) => Object.fromEntries(Object.entries(Object(kept)).filter(([, entry]) => isRight(entry)));

  /** What is kept; what else stands under its name, by another page of the same host perhaps, is left out. */
  function read() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(NAME));
    } catch {} // nothing may be kept here, or it is no ledger
    return {
      unfolded: kept?.unfolded === true,
      answers: only(kept?.answers, isAnswer),
      settings: Array.isArray(kept?.settings) ? kept.settings.filter(isSetting) : [],
      drafts: only(kept?.drafts, isDraft),
    };
  }

  /** Change what is kept, and say whether it could be. */
  function change(edit) {
    const kept = read();
    edit(kept);
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
    } catch {} // it is full
    return localStorage.getItem(NAME) === JSON.stringify(kept);
  }

  function clear() {
    const { unfolded } = read();
    localStorage.removeItem(NAME);
    if (unfolded) change((kept) => (kept.unfolded = true)); // a choice of how to read, not something that was read
  }

  /** A copy with nothing but text, emphasis, code and formulas, so that what was kept can be shown. */
  function plain(node) {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    const parts = [...node.childNodes].map(plain);
    const isMath = node.namespaceURI === MATHML;
    const copy = isMath
      ? document.createElementNS(MATHML, node.localName)
      : TAGS.includes(node.localName)
        ? document.createElement(node.localName)
        : document.createDocumentFragment();
    if (node.nodeType === Node.COMMENT_NODE || node.matches?.(".katex-html, script")) return copy; // drawn for the eye alone
    if (isMath)
      for (const name of MATH_ATTRIBUTES) if (node.hasAttribute(name)) copy.setAttribute(name, node.getAttribute(name));
    copy.append(...parts);
    return copy;
  }

  /** What an element or a text says, as it is kept; lines of text are a program. */
  function text(said) {
    const holder = document.createElement(typeof said === "string" && said.includes("\n") ? "code" : "div");
    holder.append(typeof said === "string" ? said : plain(said));
    if (holder.localName === "code") return holder.outerHTML;
    return holder.innerHTML.trim();
  }

  /** What was kept, as elements. */
  const shown = (kept) => plain(new DOMParser().parseFromString(kept, "text/html").body);

  /** The page's name: what its address has after the book's. */
  function pageName() {
    const depth = document.documentElement.dataset.content_root.split("../").length;
    return location.pathname.split("/").slice(-depth).join("/").replace(/\.html$/, "") || "index";
  }

  addEventListener("mb:answer", ({ target, detail }) => {
    const { question, said, rights, isRight } = detail;
    const { key, place = `${pageName()}.html#${target.id || question.id}` } = target.dataset;
    const box = target.closest(Object.keys(KINDS).map((name) => `.${name}`).join());
    // Before folds.js opens what the answer asked for: was it open already?
    const isSeen = [...document.querySelectorAll(".mb-fold")].some((fold) => fold.open && fold.dataset.of === key);
    const now = { said: said.map(text), isRight, isSeen, when: new Date().toISOString() };
    change(({ answers }) => {
      const { first = now, last, results = "" } = answers[key] ?? {};
      const isRepeated = !target.dataset.place && JSON.stringify(last?.said) === JSON.stringify(now.said);
      if (isRepeated) return; // to read the feedback again; in the review it counts
      answers[key] = {
        kind: KINDS[Object.keys(KINDS).find((name) => box?.classList.contains(name))] ?? "question",
        place,
        question: text(question),
        rights: rights.map(text),
        first,
        last: now,
        results: `${results}${isRight ? "+" : "-"}`.slice(-LONGEST),
      };
    });
  });

  addEventListener("mb:keep", ({ detail }) => {
    const place = `${pageName()}.html${detail.address}`;
    detail.isKept = change((kept) => {
      kept.settings = kept.settings.filter((setting) => setting.place !== place);
      kept.settings.push({ place, words: detail.words, when: new Date().toISOString() });
    });
  });

  return { read, change, clear, shown };
})();
