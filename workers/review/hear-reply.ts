/** A person has replied in a thread: when it is ours, it is heard at once and not only by the next review. */
import { readBase } from '#workers/policy/configuration.ts';
import { meteredModel } from '#workers/policy/metered-model.ts';
import { silenceOf } from '#workers/policy/silence.ts';
import { threadPorts } from './thread-ports.ts';
import type { OpenPull, World } from '#workers/world.ts';
import { readReviewComment } from '#src/github/thread-replies.ts';
import { hearThread } from '#src/review/hear-replies.ts';
import { defaultReviewLimits } from '#src/review/limits.ts';
import { readHeadTexts } from '#src/review/read-head-texts.ts';

/** @param rootId the comment that began the thread */
export async function hearReply(world: World, open: OpenPull, rootId: number, personId: number, signal: AbortSignal): Promise<string> {
  const { pull, repository } = open;
  // One request tells for most threads that they are people's own.
  if ((await readReviewComment(repository, world.identity, rootId))?.isOurs !== true) return 'not our thread';
  const { configuration } = await readBase(world, open);
  const mayAnswer = pull.state === 'open' && (await silenceOf(world, open, 'review', configuration, false)) === undefined;
  return await hearThread(rootId, {
    ports: threadPorts(world, open, configuration),
    model: meteredModel(world, open, () => Promise.resolve(configuration), personId),
    mayAnswer,
    signal,
    readHead: async () => {
      const { files, headSha } = await open.compare(pull);
      return { headSha, files, headTexts: await readHeadTexts(files, (ids) => open.readBlobs(ids), defaultReviewLimits.maxFileBytes) };
    },
  });
}
