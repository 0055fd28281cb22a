/** 100 commands within a minute on one pull request while the model is busy: how soon each is acknowledged, and how soon answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startScriptedServer } from '#test/model/scripted-server.ts';
import { percentile } from '#bench/percentile.ts';
import { checkOf, setStage } from '#test/app/stage.ts';

interface Given {
  readonly verb: string;
  readonly id: number;
  readonly at: number;
  eyes?: number;
  answer?: number;
}

export async function measureAcknowledgement(commands = 100, seconds = 60): Promise<object> {
  // Takes every question and answers none: the review of each pull request, and whoever asks for a command line, waits for it.
  await using model = await startScriptedServer(() => ({ do: 'hang' }));
  model.models = { data: [{ id: 'busy' }] };
  await using stage = await setStage({ embedded: true, env: { MODEL_BASE_URL: model.url, MODEL_NAME: 'busy' } });
  const { world } = stage.sandbox;
  await stage.startApp();
  const pull = await stage.openPull({ branch: 'busy', files: [{ path: 'orders/busy.py', content: 'busy = True\n' }] });
  await stage.until(pull, 'scanned', (seen) => checkOf(seen, 'security')?.status === 'completed');
  for (let index = 0; index < 4; index += 1) world.comment(stage.author, pull, `/ai shell list the files of day ${index}`);
  while (model.open() === 0) await sleep(50);
  const people = Array.from({ length: 5 }, (_, index) => ({ user: world.createUser(`asker-${index}`), app: null }));
  for (const { user } of people) world.setPermission(stage.repository, user, 'read');
  const verbs = ['help', 'status', 'config', 'why'];
  const given: Given[] = [];
  const end = performance.now() + (seconds + 20) * 1000;
  const begin = performance.now();
  while (performance.now() < end && (given.length < commands || given.some(({ answer }) => answer === undefined))) {
    const now = performance.now();
    if (given.length < commands && now - begin >= (given.length * seconds * 1000) / commands) {
      const person = people[given.length % people.length];
      const verb = verbs[given.length % verbs.length] ?? 'help';
      if (person !== undefined) given.push({ verb, id: world.comment(person, pull, `/ai ${verb}`).id, at: now });
    }
    for (const one of given.filter(({ answer }) => answer === undefined)) {
      const signs = world.reactionsOf({ kind: 'issue_comment', id: one.id }).map(({ content }) => content);
      if (signs.includes('eyes')) one.eyes ??= now - one.at;
      if (signs.includes('+1')) one.answer = now - one.at;
    }
    await sleep(10);
  }
  const told = (times: readonly (number | undefined)[]): object => {
    const known = times.filter((time) => time !== undefined).toSorted((a, b) => a - b);
    return {
      seen: known.length,
      p50: Math.round(percentile(known, 0.5)),
      p95: Math.round(percentile(known, 0.95)),
      longest: Math.round(known.at(-1) ?? 0),
    };
  };
  return {
    commands,
    questionsWaiting: model.open(),
    acknowledgedMs: told(given.map(({ eyes }) => eyes)),
    answeredMs: told(given.map(({ answer }) => answer)),
    answeredMsByVerb: Object.fromEntries(
      verbs.map((verb) => [verb, told(given.filter((one) => one.verb === verb).map(({ answer }) => answer))]),
    ),
  };
}
