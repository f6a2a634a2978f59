/** In which order a run sees the examples: each order of mbcourse.minibatches, drawn in the browser. */

import { generator } from "./chance.js";
import { entries } from "./vocabulary.js";

const inTurn = (n) => new Int32Array(n).map((_, i) => i);
const withReplacement = (n, uniform) => Int32Array.from({ length: n }, () => Math.floor(uniform() * n));

/** Draw a permutation, by Fisher and Yates. */
function shuffled(n, uniform) {
  const order = inTurn(n);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Draw each batch anew: one pool of all examples, whose first places are drawn again for every batch. */
function batchByBatch(n, uniform, batch) {
  const pool = inTurn(n);
  return Int32Array.from(pool, (_, i) => {
    const place = i % batch;
    const drawn = place + Math.floor(uniform() * (n - place));
    [pool[place], pool[drawn]] = [pool[drawn], pool[place]];
    return pool[place];
  });
}

/**
 * `draw` makes the indices of one epoch from the points, random numbers and the batch size; `once` if all epochs have
 * the same.
 */
export const ORDERS = entries("orders", {
  given: { label: "as given", once: true, draw: ({ x }) => inTurn(x.length) },
  shuffle_once: { label: "shuffle once", once: true, draw: ({ x }, uniform) => shuffled(x.length, uniform) },
  reshuffle: { label: "reshuffle", draw: ({ x }, uniform) => shuffled(x.length, uniform) },
  replacement: { label: "with replacement", draw: ({ x }, uniform) => withReplacement(x.length, uniform) },
  independent: { label: "fresh batches", draw: ({ x }, uniform, batch) => batchByBatch(x.length, uniform, batch) },
});

/** Return the order of each epoch, as a function of its number. */
export function epochOrders(line, order, seed, batch) {
  const { draw, once } = ORDERS[order];
  const uniform = generator(seed);
  const drawn = [];
  return (epoch) => {
    const wanted = once ? 0 : epoch;
    while (drawn.length <= wanted) drawn.push(draw(line, uniform, batch));
    return drawn[wanted];
  };
}
