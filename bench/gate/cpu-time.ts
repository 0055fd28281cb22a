/** CPU time of this process and of every child it has waited for. Linux only. */
import { readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second for programs, whatever the kernel's own tick. */
const TICKS = 100;

/** User and system time in seconds; children included once they have ended. */
export function cpuSeconds(): { readonly own: number; readonly children: number } {
  const fields = readFileSync('/proc/self/stat', 'latin1');
  // The name in brackets may hold anything; what follows the last bracket is numbers.
  const numbers = fields
    .slice(fields.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = numbers.slice(11, 15);
  return { own: (user + system) / TICKS, children: (childUser + childSystem) / TICKS };
}
