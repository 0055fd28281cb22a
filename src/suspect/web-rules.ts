/** What a web service takes in and gives out: pages without escaping, traces, templates, documents and queries made of input. */
import type { ContextRule } from './context-rule.ts';

const asked = /request\.|req\.|\.Query\(\)|FormValue|PathValue|args\b|params/u;
const xss = {
  fact: 'A value of the request goes into HTML without escaping.',
  claim: 'Cross-site scripting (XSS): a link with a script in the value runs it in the page of whoever opens it.',
  title: 'Cross-site scripting (XSS): unescaped value in HTML',
  category: 'security',
  severity: 'error',
} as const;

const keysAreChecked = /__proto__|hasOwn|Object\.create\(null\)|new Map/u;
const pollution = {
  fact: 'Keys of the data choose what is written to, without a check of their names.',
  claim: 'Prototype pollution: with the key `__proto__` (or constructor) the data changes every object of the program.',
  title: 'Prototype pollution: keys are copied unchecked',
  category: 'security',
  severity: 'warning',
} as const;

export const webRules: readonly ContextRule[] = [
  {
    kind: 'html',
    languages: ['python'],
    pattern: /\breturn\s+(?:HttpResponse\(|HTMLResponse\(|Response\()?\s*(?:f["'].*<\w+[^{]*\{|["'].*<\w+[^"']*["']\s*(?:\+|%))/u,
    withIn: asked,
    withoutIn: /escape|Markup|bleach/u,
    ...xss,
  },
  {
    kind: 'html',
    languages: ['go'],
    pattern: /Fprintf\(\s*\w+\s*,\s*["`][^"`]*<\w+[^"`]*%[sv]/u,
    withIn: asked,
    withoutIn: /EscapeString|template\./u,
    ...xss,
  },
  {
    kind: 'html',
    languages: ['script'],
    pattern: /\bres\.(?:send|write|end)\(\s*["'][^"']*<\w+.*["']\s*\+/u,
    withoutIn: /escape|sanitize|encode/iu,
    ...xss,
  },
  {
    kind: 'trace-answered',
    pattern: /(?:json|send|Response|jsonify|render|write)\w*\(.*(?:\b(?:err|error|e|ex)\.stack\b|format_exc\(\)|getStackTrace\(\))/iu,
    unless: /console|log/iu,
    withoutIn: /NODE_ENV|isDev|DEBUG/u,
    fact: 'The stack trace is sent to whoever made the request.',
    claim: 'Information disclosure: internals such as paths, queries and versions are shown; only a general error message should be sent.',
    title: 'Stack trace exposed in the response (sensitive data, information disclosure)',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'template-of-input',
    pattern: /render_template_string\(\s*(?:f["']|["'][^"']*["']\s*(?:\+|%|\.format))|\bTemplate\(\s*(?:request\.|f["'])/u,
    fact: 'The template itself is put together from values.',
    claim: 'Template injection (SSTI): `{{ … }}` in the value runs code on the server.',
    title: 'Server-side template injection: user input in the template text',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'shell',
    languages: ['go'],
    pattern: /exec\.Command(?:Context)?\(.*"(?:sh|bash|cmd)"\s*,\s*"(?:-c|\/c)"\s*,\s*(?!["`][^"`]*["`]\s*\))/u,
    fact: 'A command line is put together from values and handed to a shell.',
    claim: 'Command injection: whoever controls one of the values runs commands of their own.',
    title: 'Command injection: values joined into a shell command',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'sql',
    languages: ['go'],
    pattern:
      /\.(?:Query|QueryRow|Exec|Raw|Where|Get|Select)(?:Context)?\(\s*(?:(?:ctx|&\w+|\w+\.Context\(\))\s*,\s*){0,2}(?:fmt\.Sprintf\(\s*["`].*(?:SELECT|INSERT|UPDATE|DELETE|WHERE|=\s*'?%)|["`][^"`]*(?:SELECT|INSERT|UPDATE|DELETE|WHERE|=)[^"`]*["`]\s*\+)/iu,
    fact: 'A value is put into the text of the SQL query.',
    claim: 'SQL injection: whoever controls the value (user input) changes the query; it should be parameterized.',
    title: 'SQL injection: value in a raw query that is not parameterized',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'xml-entities',
    languages: ['java'],
    pattern: /\b(?:DocumentBuilderFactory|SAXParserFactory|XMLInputFactory)\.new\w+\(|new SAXReader\(|new SAXBuilder\(/u,
    withoutFile: /disallow-doctype-decl|FEATURE_SECURE_PROCESSING|external-general-entities|SUPPORT_DTD|ACCESS_EXTERNAL_DTD/u,
    fact: 'The parser resolves external entities, and nothing in the file switches that off.',
    claim: 'XML external entity (XXE): a document reads files of the server or makes it call other hosts.',
    title: 'XXE: XML parser resolves external entities',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'query-object',
    languages: ['script'],
    pattern: /\.(?:findOne|find|updateOne|deleteOne|countDocuments)\(\s*\{(?!\s*where)[^}]*:\s*req\.(?:body|query)\.\w+/u,
    withoutFile: /sanitize|schema|zod|joi|validat|\$eq|sequelize/iu,
    fact: 'The value of the request may be an object, and becomes part of the query.',
    claim:
      'NoSQL injection: with an operator such as {"$ne": null} instead of a text the query matches every record; validation of the type is missing.',
    title: 'NoSQL injection: request value used in a query without validation',
    category: 'security',
    severity: 'warning',
  },
  {
    kind: 'foreign-record',
    languages: ['java'],
    pattern: /\.(?:findById|getById|getReferenceById|deleteById)\(\s*\w*[iI]d\s*\)/u,
    withIn: /\bPrincipal\s+\w+|\bAuthentication\s+\w+|@AuthenticationPrincipal/u,
    withoutIn: /\.getName\(\)|[oO]wner|getUserId|\.equals\(|hasPermission|AccessDenied|Forbidden|PreAuthorize/u,
    fact: 'The record is chosen by the id of the request alone; nothing compares its owner with the signed-in user.',
    claim: 'Missing authorization (IDOR): any signed-in user reads or changes the records of others by changing the id.',
    title: 'Missing authorization: no ownership check on the record (IDOR)',
    category: 'security',
    severity: 'error',
  },
  {
    kind: 'prototype',
    languages: ['script'],
    pattern: /\b(\w+)\[(\w+)\]\s*=\s*(?:\w+\(.*)?\w+\[\2\]/u,
    withIn: /\b(\w*(?:[mM]erge|[eE]xtend|[dD]eep|[dD]efaults)\w*)\s*(?:=[^\n(]*)?\([^)]*\)[\s\S]{0,1500}\b\1\(/u,
    withoutIn: keysAreChecked,
    ...pollution,
  },
  {
    kind: 'prototype',
    languages: ['script'],
    pattern: /\b(\w+)\s*=\s*\1\[\w+(?:\[\w+\])?\]\s*;?\s*$/u,
    inOrder: [/\.split\(\s*["']\.["']\s*\)/u, /\w\[[^\]\n]+\]\s*=(?!=)/u],
    withoutIn: keysAreChecked,
    ...pollution,
  },
];
