/** Runs `work` over the items, at most `width` at a time; answers in the items' order. The first error stops the rest. */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const queue = items.entries();
  async function drain(): Promise<void> {
    for (const [index, item] of queue) answers[index] = await work(item);
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, items.length)) }, drain));
  return answers;
}
