/** How high the logarithmic axis of losses reaches. */

const MOST_DECADES_ABOVE_START = 6; // a diverging run gets this much room; then it leaves at the top, with an arrow

/** The highest power of ten that is shown of runs whose loss starts here. */
export const highestShown = (start) => Math.ceil(Math.log10(start)) + MOST_DECADES_ABOVE_START;
