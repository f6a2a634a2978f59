/** Sphinx's order of search results, but words that a page has only in code count for less than any in its text. */
var Scorer = {
  // As in Sphinx's searchtools.js, whose results these replace as a whole.
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,

  /** The score of a result: a page with all words in its text keeps what it has. */
  score([page, , , , score]) {
    const inCode = new Set(ONLY_IN_CODE[page]?.split(" "));
    const stemmer = new Stemmer();
    const asked = splitQuery(new URLSearchParams(location.search).get("q").toLowerCase()).map((word) => stemmer.stemWord(word));
    const share = asked.filter((word) => inCode.has(word)).length / asked.length;
    return score - 0.9 * Scorer.term * share;
  },
};
