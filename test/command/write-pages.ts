/** Run by hand after a change of commands or settings; `pages.test.ts` says when. */
import { writePages } from './pages.ts';

await writePages();
