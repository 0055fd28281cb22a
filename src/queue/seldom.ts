/** While a server is away its driver reports every vain attempt, several a second; the log needs to hear it now and then. */
const defaultMilliseconds = 30_000;

/** Passes on the first report, and then one every `milliseconds` with the number of those kept back since. */
export function seldom(
  report: (error: Error, keptBack: number) => void,
  milliseconds = defaultMilliseconds,
  now: () => number = Date.now,
): (error: Error) => void {
  let last = -Infinity;
  let keptBack = 0;
  return (error) => {
    if (now() - last < milliseconds) return void (keptBack += 1);
    report(error, keptBack);
    last = now();
    keptBack = 0;
  };
}
