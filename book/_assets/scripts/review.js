/**
 * The review page: one question at a time, in an order of chance in which those that were missed come sooner.
 *
 * As far as the ledger remembers: a question that was missed last has eight times the chance of a new one, and each right
 * answer since then divides it by four. The one that was just shown and the two before it wait.
 */
(() => {
  const WAITING = 3;
  const host = document.querySelector(".mb-review");
  const questions = [...host.querySelectorAll(".mb-recall")];
  const [next] = host.querySelectorAll(".mb-review-next");
  const standing = host.querySelector(".mb-review-count");
  const shown = [];

  function weight(question) {
    const { results = "" } = mbLedger.read().answers[question.querySelector(".mb-quiz").dataset.key] ?? {};
    return [...results].reduce((weight, result) => (result === "+" ? weight / 4 : 8), 1);
  }

  /** Draw one of the questions that do not wait, with a chance in proportion to its weight. */
  function draw() {
    const ready = questions.filter((question) => !shown.slice(-Math.min(WAITING, questions.length - 1)).includes(question));
    const weights = ready.map(weight);
    let left = Math.random() * weights.reduce((sum, weight) => sum + weight, 0);
    return ready.find((_, i) => (left -= weights[i]) < 0) ?? ready.at(-1);
  }

  function show() {
    const question = draw();
    questions.forEach((other) => other.toggleAttribute("data-shown", other === question));
    const form = question.querySelector(".mb-quiz");
    form.reset();
    form.dispatchEvent(new Event("input")); // takes the feedback away
    shown.push(question);
    return form;
  }

  const right = { first: 0, all: 0 };
  addEventListener("mb:answer", ({ detail: { isRight } }) => {
    if (shown.at(-1).dataset.answered !== String(shown.length)) {
      shown.at(-1).dataset.answered = shown.length; // only the first answer to a question counts
      right.all += 1;
      right.first += isRight;
    }
    standing.textContent = `${right.first} of ${right.all} right at the first try.`;
  });
  next.addEventListener("click", () => show().querySelector("input").focus());
  show();
})();
