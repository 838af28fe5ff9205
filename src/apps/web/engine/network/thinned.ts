// The course of a long training, as many epochs of it as a plot can show.

/** From so many entries on every second one goes. */
const most = 1200;

/**
 * The entries at multiples of a power of two, the smallest for which there are not too many, and the last one. So what is left of a run
 * depends on its epochs alone, not on when it was stopped or looked at.
 * @returns the history itself where nothing has to go
 */
export function thinned<E extends { readonly epoch: number }>(history: readonly E[]): readonly E[] {
  if (history.length <= most) return history;
  let every = 1;
  const kept = () => history.filter(({ epoch }, i) => epoch % every === 0 || i === history.length - 1);
  while (kept().length > most / 2 + 1) every *= 2;
  return kept();
}
