// Runs that belong together, in the order in which they were made.

/**
 * (Map.groupBy, which Node 20 does not have.)
 * @example
 * [...grouped([1, 2, 3], (n) => n % 2).values()]   // [[1, 3], [2]]
 */
export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly [Item, ...Item[]]> {
  const groups = new Map<Key, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
