/**
 * Quizzes: a reader commits to an answer, and then reads the feedback to it. Nothing is stored or sent.
 *
 * The page lists the options below a question, and has their feedback in disclosures at its end. On screen a form stands
 * in for both; the feedback to what was chosen moves into it, and home again when the answer changes or the page is
 * printed.
 */
(() => {
  const NOT_A_NUMBER = "Write a number with a decimal point, such as 0.25, or a fraction, such as 1/4.";

  const create = (name, properties) => Object.assign(document.createElement(name), properties);

  /** What an option says, once more: the list of options stays, for paper. */
  function labelLike(paragraph) {
    const label = create("span");
    label.append(...paragraph.cloneNode(true).childNodes);
    return label;
  }

  /** A field for a number, and what it says: the option that stands for the number, or what is wrong with it. */
  function numberField(options, tolerance) {
    const input = create("input", { type: "text", inputMode: "decimal", autocomplete: "off", size: 12 });
    const line = create("label", { textContent: "Your answer " });
    line.append(input);
    const isNear = (number) => ({ value }) => Math.abs(number - value) <= tolerance * Math.abs(value);
    const answer = () => {
      const number = numberIn(input.value);
      input.setAttribute("aria-invalid", !Number.isFinite(number));
      if (!Number.isFinite(number)) return { chosen: [], words: NOT_A_NUMBER };
      return { chosen: [options.find(isNear(number)) ?? options.at(-1)] }; // the last stands for all other numbers
    };
    return { lines: [line], answer };
  }

  /** The number that a text says, NaN or infinite if it says none. */
  function numberIn(text) {
    const [above, below = "1", ...more] = text.replace(/[−–]/g, "-").split("/");
    return above.trim() && below.trim() && !more.length ? Number(above) / Number(below) : NaN;
  }

  /** Radio buttons or check boxes, and what they say: the options chosen. */
  function choices(options, name, isSingle) {
    const type = isSingle ? "radio" : "checkbox";
    const inputs = options.map((_, i) => create("input", { type, name, value: i, autocomplete: "off" }));
    const lines = options.map(({ label }, i) => {
      const line = create("label");
      line.append(inputs[i], label);
      return line;
    });
    const answer = () => {
      const chosen = options.filter((_, i) => inputs[i].checked);
      const isMissing = options.some(({ isRight }, i) => isRight && !inputs[i].checked);
      options.forEach(({ isRight }, i) => {
        if (inputs[i].checked) lines[i].dataset.verdict = isRight ? "right" : "wrong";
      });
      if (!chosen.length) return { chosen, words: "Choose an answer first." };
      return { chosen, words: isMissing && !isSingle ? "At least one more is right." : "" };
    };
    return { lines, answer };
  }

  function build(quiz) {
    const { kind, tolerance } = quiz.dataset;
    const question = quiz.querySelector(".mb-question");
    const labels = quiz.querySelectorAll("ol > li > p");
    const answers = document.getElementById(`${question.id}-answers`).querySelectorAll(".mb-answer");
    const options = [...answers].map((home, i) => ({
      home,
      isRight: "right" in home.dataset,
      value: Number(home.dataset.value),
      label: labelLike(labels[i]),
      feedback: home.querySelector(".mb-feedback"),
    }));
    const { lines, answer } =
      kind === "number" ? numberField(options, tolerance) : choices(options, question.id, kind === "one");

    const form = create("form", { noValidate: true });
    const group = create("fieldset");
    const verdict = create("div", { className: "mb-verdict" });
    group.setAttribute("aria-labelledby", question.id);
    group.append(...lines);
    verdict.setAttribute("role", "status");
    const check = create("button", { textContent: "Check" });
    check.setAttribute("aria-describedby", question.id);
    form.append(group, check, verdict);
    question.after(form);
    const run = quiz.querySelector(".mb-run");

    const clear = () => {
      options.forEach(({ home, feedback }) => home.append(feedback));
      lines.forEach((line) => delete line.dataset.verdict);
      verdict.replaceChildren();
      if (run) run.hidden = true;
    };
    form.addEventListener("input", clear);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clear();
      const { chosen, words } = answer();
      if (words) verdict.append(create("p", { textContent: words }));
      verdict.append(...chosen.map(({ feedback }) => feedback));
      if (run && chosen.length) run.hidden = false;
    });
    addEventListener("beforeprint", () => {
      clear();
      options.forEach(({ home }) => (home.open = true));
    });
  }

  document.querySelectorAll(".mb-quiz").forEach(build);
})();
