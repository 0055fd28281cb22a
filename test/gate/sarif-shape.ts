/**
 * The rules of SARIF 2.1.0 for the objects that we write, each closed: an unknown property is a mistake, as in the standard.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, sections 3.13 to 3.59
 */
type Shape = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const place = { type: 'integer', minimum: 1 };
const bag = { type: 'object', properties: { tags: { type: 'array', items: text, uniqueItems: true } } };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const list = (items: Shape, more: Shape = {}): Shape => ({ type: 'array', items, ...more });

function closed(properties: Shape, required: readonly string[] = []): Shape {
  return { type: 'object', properties: { ...properties, properties: bag }, required, additionalProperties: false };
}

const message = closed({ text, markdown: text }, ['text']);
const location = closed({
  physicalLocation: closed(
    {
      artifactLocation: closed({ uri: { type: 'string', format: 'uri-reference' }, uriBaseId: text }),
      region: closed({ startLine: place, startColumn: place, endLine: place, endColumn: place, snippet: closed({ text }) }, ['startLine']),
    },
    ['artifactLocation'],
  ),
  message,
});
const descriptor = closed(
  {
    id: text,
    name: text,
    shortDescription: message,
    fullDescription: message,
    help: message,
    helpUri: { type: 'string', format: 'uri' },
    defaultConfiguration: closed({ enabled: { type: 'boolean' }, level }),
  },
  ['id'],
);
const result = closed(
  {
    ruleId: text,
    ruleIndex: count,
    level,
    baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
    message,
    locations: list(location),
    partialFingerprints: { type: 'object', additionalProperties: text },
    codeFlows: list(
      closed({ threadFlows: list(closed({ locations: list(closed({ location }), { minItems: 1 }) }, ['locations']), { minItems: 1 }) }, [
        'threadFlows',
      ]),
    ),
    suppressions: list(
      closed({ kind: { enum: ['inSource', 'external'] }, status: { enum: ['accepted', 'underReview', 'rejected'] }, justification: text }, [
        'kind',
      ]),
      { uniqueItems: true },
    ),
  },
  ['message'],
);
const notification = closed({ descriptor: closed({ id: text, index: count }), level, message, locations: list(location) }, ['message']);
const invocation = closed(
  {
    executionSuccessful: { type: 'boolean' },
    startTimeUtc: { type: 'string', format: 'date-time' },
    endTimeUtc: { type: 'string', format: 'date-time' },
    toolExecutionNotifications: list(notification),
  },
  ['executionSuccessful'],
);
const driver = closed(
  {
    name: text,
    semanticVersion: text,
    rules: list(descriptor, { uniqueItems: true }),
    notifications: list(descriptor, { uniqueItems: true }),
  },
  ['name'],
);

export const sarifShape: Shape = {
  type: 'object',
  properties: {
    $schema: { type: 'string', format: 'uri' },
    version: { const: '2.1.0' },
    runs: list(
      closed(
        {
          tool: closed({ driver }, ['driver']),
          automationDetails: closed({ id: text }),
          invocations: list(invocation),
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: list(result),
        },
        ['tool'],
      ),
    ),
  },
  required: ['version', 'runs'],
  additionalProperties: false,
};
