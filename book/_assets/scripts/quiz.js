/**
 * Quizzes: a reader commits to an answer, and then reads the feedback to it.
 *
 * The feedback to each option is in a disclosure at the page's end. What belongs to an answer moves into the form, and
 * home again when the answer changes or the page is printed. The event `mb:answer` says what was answered, for those who
 * wait for it: what is folded until then (folds.js), and the reader's ledger (ledger.js).
 */
(() => {
  const NOT_A_NUMBER = "Write a number with a decimal point, such as 0.25, or a fraction, such as 1/4.";

  /** The number that a text says, NaN or infinite if it says none. */
  function numberIn(text) {
    const [above, below = "1", ...more] = text.replace(/[−–]/g, "-").split("/");
    return above.trim() && below.trim() && !more.length ? Number(above) / Number(below) : NaN;
  }

  /** Read a number: return the option that stands for it, or what is wrong with it. */
  function readNumber(input, options, tolerance) {
    const number = numberIn(input.value);
    input.setAttribute("aria-invalid", !Number.isFinite(number));
    if (!Number.isFinite(number)) return { chosen: [], words: NOT_A_NUMBER };
    const isNear = ({ value }) => Math.abs(number - value) <= tolerance * Math.abs(value);
    const option = options.find(isNear) ?? options.at(-1); // the last stands for all other numbers
    return { chosen: [option], said: [input.value.trim()], isRight: option.isRight };
  }

  /** Read what was chosen, and mark it as right or wrong. */
  function readChoices(options) {
    const chosen = options.filter(({ input }) => input.checked);
    if (!chosen.length) return { chosen, words: "Choose an answer first." };
    const isMissing = options.some(({ isRight, input }) => isRight && !input.checked && input.type === "checkbox");
    for (const { input, isRight } of chosen)
      input.closest("label").dataset.verdict = isRight ? "right" : "wrong";
    return {
      chosen,
      words: isMissing ? "At least one more is right." : "",
      said: chosen.map(({ text }) => text),
      isRight: !isMissing && chosen.every(({ isRight }) => isRight),
    };
  }

  function start(form) {
    const { kind, tolerance } = form.dataset;
    const question = form.querySelector(".mb-question");
    const lines = form.querySelectorAll("li");
    const answers = document.getElementById(`${question.id}-answers`).querySelectorAll(".mb-answer");
    const options = [...answers].map((home, i) => ({
      home,
      isRight: "right" in home.dataset,
      value: Number(home.dataset.value),
      text: lines[i].querySelector("span"),
      input: lines[i].querySelector("input"),
      feedback: home.querySelector(".mb-feedback"),
    }));
    const rights = options.filter(({ isRight }) => isRight).map(({ text }) => text);
    const field = form.querySelector("input[type=text]");
    const verdict = form.querySelector(".mb-verdict");
    const run = form.querySelector(".mb-run");

    const clear = () => {
      options.forEach(({ home, feedback }) => home.append(feedback));
      form.querySelectorAll("[data-verdict]").forEach((label) => delete label.dataset.verdict);
      verdict.replaceChildren();
      if (run) run.hidden = true;
    };
    form.addEventListener("input", clear);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clear();
      const answer = kind === "number" ? readNumber(field, options, tolerance) : readChoices(options);
      const { chosen, words, said, isRight } = answer;
      if (words) verdict.append(Object.assign(document.createElement("p"), { textContent: words }));
      verdict.append(...chosen.map(({ feedback }) => feedback));
      if (!chosen.length) return;
      if (run) run.hidden = false;
      const detail = { question, said, rights, isRight };
      form.dispatchEvent(new CustomEvent("mb:answer", { bubbles: true, detail }));
    });
    addEventListener("beforeprint", () => {
      clear();
      options.forEach(({ home }) => (home.open = true));
    });
  }

  document.querySelectorAll(".mb-quiz").forEach(start);
})();
