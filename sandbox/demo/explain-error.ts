/** System errors, told by what they mean for the demo. */
import { DemoProblem } from './demo-problem.ts';
import * as wording from './wording.ts';

/** A `DemoProblem` when something can be done about it; otherwise the error itself. */
export function explainError(error: unknown, dataFolder: string): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DemoProblem) return cause;
    const { code, syscall, path } = cause as NodeJS.ErrnoException;
    const port = (cause as { readonly port?: unknown }).port;
    if (code === 'ENOSPC' || code === 'EDQUOT' || cause.message.includes('No space left on device')) {
      return new DemoProblem(wording.diskFull(dataFolder), error);
    }
    if (code === 'EADDRINUSE' && typeof port === 'number') return new DemoProblem(wording.portTaken(port), error);
    if (code === 'EACCES' && syscall === 'listen' && typeof port === 'number') return new DemoProblem(wording.portForbidden(port), error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
      return new DemoProblem(wording.notWritable(path ?? dataFolder), error);
    if (code === 'ENOENT' && (syscall ?? '').startsWith('spawn git')) return new DemoProblem(wording.git.missing, error);
  }
  return error;
}
