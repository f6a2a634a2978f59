/** The page of the ledger: what is kept, in the order of reading; a download as Markdown; a button that clears it. */
(() => {
  const NAMES = { prediction: "Prediction", recall: "Recall", check: "Check yourself", exercise: "Exercise", question: "Question" };
  const host = document.querySelector(".mb-ledger");
  const pages = new Map(JSON.parse(host.querySelector("script").textContent)); // in the order of reading
  const list = host.querySelector(".mb-ledger-list");
  const [save, clear] = host.querySelectorAll("button");

  const create = (name, properties, ...content) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  };
  const day = (when) => when.slice(0, 10);
  const title = (page) => pages.get(page) ?? page;
  const EXERCISES = 1000; // they come after all questions of a page
  const placeOnPage = ({ kind, place }) => Number(place.match(/\d+$/)?.[0] ?? 0) + (kind === "exercise" ? EXERCISES : 0);
  const pageOf = (place) => place.split(".html")[0];
  const mark = (isRight) => (isRight ? "✓" : "✗");

  /** What is to be told of a question: pairs of a label and texts. */
  function told({ kind, rights, first, last, results }) {
    const count = [...results].filter((result) => result === "+").length;
    const { said, isRight, isSeen, when } = kind === "prediction" ? first : last;
    const label =
      kind !== "prediction" ? "Your last answer" : isSeen ? "You answered, the result in view" : "You predicted";
    const pairs = [[`${label}, ${day(when)} ${mark(isRight)}`, said]];
    pairs.push([kind === "prediction" ? "What happened" : "Right", rights]);
    if (kind !== "prediction" && results.length > 1) pairs.push(["Right so far", [`${count} of the last ${results.length}`]]);
    return pairs;
  }

  /** The places of all that is kept, a list for each page, both in the order of reading. */
  function inOrder({ answers, settings }) {
    const order = [...pages.keys()];
    const found = Map.groupBy(
      [...Object.values(answers).sort((a, b) => placeOnPage(a) - placeOnPage(b)), ...settings],
      ({ place }) => pageOf(place),
    );
    const rank = (page) => (order.indexOf(page) + order.length + 1) % (order.length + 1); // others come last
    return [...found].sort(([a], [b]) => rank(a) - rank(b));
  }

  function answerItem(answer) {
    const pairs = told(answer).flatMap(([label, texts]) => [
      create("dt", { textContent: label }),
      ...texts.map((text) => create("dd", {}, mbLedger.shown(text))),
    ]);
    const link = create("a", { href: answer.place, textContent: NAMES[answer.kind] });
    return create("li", {}, link, create("div", {}, mbLedger.shown(answer.question)), create("dl", {}, ...pairs));
  }

  const settingItem = ({ place, words, when }) =>
    create("li", {}, create("a", { href: place, textContent: "Settings of the playground" }), `, ${day(when)}: ${words}`);

  function show() {
    const groups = inOrder(mbLedger.read());
    const sections = groups.map(([page, entries]) =>
      create(
        "section",
        {},
        create("h2", { textContent: title(page) }),
        create("ul", {}, ...entries.map((entry) => (entry.question ? answerItem(entry) : settingItem(entry)))),
      ),
    );
    list.replaceChildren(...(sections.length ? sections : [create("p", { textContent: "Nothing is kept yet." })]));
    save.disabled = !sections.length;
    clear.disabled = save.disabled && !Object.keys(mbLedger.read().drafts).length;
  }

  /** Text and TeX of what was kept. */
  function markdown(kept) {
    const copy = create("div", {}, mbLedger.shown(kept));
    copy.querySelectorAll("math").forEach((math) => math.replaceWith(`$${math.querySelector("annotation")?.textContent ?? math.textContent}$`));
    const program = copy.querySelector("code:only-child");
    if (program?.textContent.includes("\n"))
      return `\n${["```python", ...program.textContent.split("\n"), "```"].map((line) => `    ${line}`).join("\n")}`;
    copy.querySelectorAll("code").forEach((code) => code.replaceWith(`\`${code.textContent}\``));
    return copy.textContent.trim().replace(/\s+/g, " ");
  }

  function asMarkdown() {
    const answerLines = (answer) => [
      `- **${NAMES[answer.kind]}.** ${markdown(answer.question)}`,
      ...told(answer).map(([label, texts]) => `  - ${label}: ${texts.map(markdown).join("; ")}`),
    ];
    const settingLines = ({ place, words, when }) => [`- Settings of the playground, ${day(when)}: [${words}](${new URL(place, location.href)})`];
    const parts = inOrder(mbLedger.read()).map(([page, entries]) => [
      `\n## ${title(page)}\n`,
      ...entries.flatMap((entry) => (entry.question ? answerLines(entry) : settingLines(entry))),
    ]);
    return [`# Ledger: ${document.querySelector(".mb-ledger").dataset.book}`, ...parts.flat(), ""].join("\n");
  }

  save.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([asMarkdown()], { type: "text/markdown" }));
    create("a", { href: address, download: "ledger.md" }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  });
  clear.addEventListener("click", () => {
    if (!confirm("Clear the ledger? What is kept in this browser is then gone.")) return;
    mbLedger.clear();
    show();
  });
  addEventListener("storage", show); // another window of the book
  show();
})();
