/** The review as a SARIF log (`--sarif`): the gate's run as `scan --sarif` has it, and one of the model's comments. Pure. */
import { toSarif } from '#src/gate/sarif.ts';
import type { LocalChange, Look } from './look-at-change.ts';
import { reviewWording as wording } from './wording.ts';

const rule = { id: 'review-comment', shortDescription: { text: wording.commentRule } };

export function reviewSarif(change: LocalChange, { security, review }: Look): object {
  const log = toSarif({ result: security.result, headSha: change.head.sha });
  // What stood there before the change has no line in the head.
  const results = review.comments
    .filter(({ side }) => side === 'RIGHT')
    .map(({ key, path, startLine, line, body }) => ({
      ruleId: rule.id,
      ruleIndex: 0,
      level: 'note',
      message: { text: body },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
            region: { startLine: startLine ?? line, endLine: line },
          },
        },
      ],
      partialFingerprints: { 'countersignReview/v1': key },
    }));
  const tool = { driver: { name: 'Countersign', rules: [rule] } };
  return {
    ...log,
    runs: [...log.runs, { tool, automationDetails: { id: 'countersign/review/' }, columnKind: 'utf16CodeUnits', results }],
  };
}
