/** What the comment says around the text that people edit. Arguments that are text are already safe, or made so here. */
import type { Acceptance, Provenance } from './draft-record.ts';
import { inlineCode, plainLine } from './show-text.ts';

const refresh = '`/ai draft` opens a refreshed draft to edit and accept; until then nothing changes.';

export const frameWording = {
  openHeading: '### Summary draft',
  openIntroduction:
    'Not part of the description yet. Edit what stands between the lines, then tick the box: the text goes into the description as it is, and nothing else there changes.',
  openHelp: '<br>Or comment <code>/ai accept</code>, or <code>/ai edit</code> with the new text below it. Edits survive later pushes.',
  page: (url: string): string => ` <br><a href="${url}">Edit it on a page of its own</a>, with a preview and the change beside it.`,
  notReadHeading: 'Files not read',
  cut: '*The draft was longer and was cut here.*',
  changedSinceEdit: (sha: string): string => `You edited this draft, so it stays as it is. What changed in ours since, at ${sha}:`,
  offerWhole: 'The whole new draft',
  refreshed: (sha: string): string => `What a draft at ${sha} would say`,
  reopened: (login: string): string =>
    `What ${inlineCode(login)} accepted stands in the description until this is accepted; then it is replaced, and edits that people made there are merged.`,
  offer: (sha: string): string => `You edited this draft, so it stays as it is. What a new draft at ${sha} would say`,

  acceptedHeading: '### Summary accepted',
  acceptedText: 'The text as accepted',
  acceptedBy(acceptance: Acceptance): string {
    const when = `${acceptance.at.slice(0, 16).replace('T', ' ')} UTC`;
    return `${inlineCode(acceptance.login)} accepted it on ${when} at ${inlineCode(acceptance.headSha.slice(0, 8))}, ${this.edited(acceptance.editedShare)}. It stands in the description; edit it there.${this.titleSet(acceptance.title)}`;
  },
  titleSet(title: Acceptance['title']): string {
    if (title === undefined) return '';
    if (title.after === undefined) return ' The title stayed: somebody had changed it since it was drafted.';
    return ` The title was ${inlineCode(title.before, 120)}.`;
  },
  edited(share: number): string {
    if (share === 0) return 'accepted unchanged';
    const percent = Math.round(share * 100);
    return percent === 0 ? 'edited: under 1 % of words' : `edited: ${percent} % of words`;
  },
  commitsAfter: (count: number | 'rewritten'): string =>
    count === 'rewritten'
      ? `The branch was rewritten after the acceptance: check that the text still fits. ${refresh}`
      : count === 1
        ? `One commit came after the acceptance: check that the text still fits. ${refresh}`
        : `${count.toLocaleString('en-US')} commits came after the acceptance: check that the text still fits. ${refresh}`,

  madeBy({ model, promptVersion, droppedSentences, modelFailure, read }: Provenance): string {
    if (modelFailure !== undefined)
      return `Drafted from the diff by rules, because the model gave no usable answer (${plainLine(modelFailure, 120)}).`;
    if (model === undefined) return 'Drafted from the diff by rules, without a model.';
    const dropped =
      droppedSentences === 0 ? '' : ` ${droppedSentences} of its sentences named things that are not in the change and were left out.`;
    const version = promptVersion === undefined ? '' : ` (prompt ${plainLine(promptVersion, 40)})`;
    const shown =
      read === undefined || read.whole === read.of
        ? ''
        : ` Of ${read.of.toLocaleString('en-US')} files it read ${read.whole.toLocaleString('en-US')} whole and ${read.partly.toLocaleString('en-US')} in part; the rest is told by rules.`;
    return `Facts by rules, sentences by ${inlineCode(model, 80)}${version}.${shown}${dropped}`;
  },
  notReadFile: (path: string, reason: string): string => `${inlineCode(path)}: ${reason}`,
  notReadMore: (count: number): string => `and ${count.toLocaleString('en-US')} more`,

  editedBy: (login: string): string => `${inlineCode(login)} had this draft changed; nothing is accepted yet.`,

  notPermitted: (login: string): string =>
    `The box was un-ticked: ${inlineCode(login)} may not accept here. The author or somebody with write permission can.`,
  changedSince: 'Nothing was accepted: the text was edited after the box was ticked. Read it again, then tick again.',
  emptyText: 'Nothing was accepted: the text is empty. Write something between the lines, or leave the draft alone.',
  frameLost:
    'Nothing was accepted: the lines around the text were removed, so it is not clear what to accept. The text is below as it was found; tick again.',
  blockEdited:
    'Nothing was written: the summary in the description was edited at a place that this draft changes too. Edit it there, or remove it with its markers and tick again.',
  blockRepeated: 'Nothing was written: the accepted summary stands more than once in the description. Remove all but one and tick again.',
  sectionFilled: (heading: string): string =>
    `Nothing was written: somebody wrote something under ${inlineCode(heading, 120)} since this was drafted. Take that part out of the draft, or empty the section in the description, and tick again.`,
  sectionGone: (heading: string): string =>
    `Nothing was written: the description no longer has ${inlineCode(heading, 120)} just once. Rename or remove that heading in the draft, and tick again; what stands under no heading of the description is added at its end.`,
  conflictShown: 'There now (`-`) and in the draft (`+`):',
  tooLong: (length: number, limit: number): string =>
    `Nothing was written: the description would have ${length.toLocaleString('en-US')} characters, and GitHub takes ${limit.toLocaleString('en-US')}. Shorten one of the two and tick again.`,
  stillChanging: 'Nothing was written: the description kept changing while this was being accepted. Tick again when it has settled.',
} as const;
