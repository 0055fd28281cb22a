/** Dockerfiles, workflows and Terraform are told by their place or ending, and parsed for real like code. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { emptyFolder, found, head, outcome, realScanner } from './real-scanner.ts';

const folder = emptyFolder();
writeFileSync(
  join(folder, 'rules.yml'),
  [
    'rules:',
    '  - {id: docker-user, languages: [dockerfile], severity: ERROR, message: m, pattern: USER root}',
    '  - {id: workflow-run, languages: [yaml], severity: ERROR, message: m, pattern: "run: $SCRIPT"}',
    '  - {id: terraform-acl, languages: [terraform], severity: ERROR, message: m, pattern: acl = "public-read"}',
    '',
  ].join('\n'),
);
const scanner = await realScanner({ packPaths: [folder] });
const docker = 'FROM alpine:3\nUSER root\n';
const workflow = 'on: push\njobs:\n  a:\n    steps:\n      - run: make\n';
const terraform = 'resource "aws_s3_bucket" "a" {\n  acl = "public-read"\n}\n';

const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['Dockerfile', docker, 'scanned', ['docker-user:2']],
  ['web/Dockerfile.dev', docker, 'scanned', ['docker-user:2']],
  ['Containerfile', docker, 'scanned', ['docker-user:2']],
  ['shop.dockerfile', docker, 'scanned', ['docker-user:2']],
  ['crlf/Dockerfile', 'FROM alpine:3\r\nRUN echo a \\\r\n  b\r\nUSER root\r\n', 'scanned', ['docker-user:4']],
  ['heredoc/Dockerfile', 'FROM alpine:3\nRUN <<EOF\necho a\nEOF\nUSER root\n', 'scanned', ['docker-user:5']],
  ['docs/Dockerfile.md', docker, 'outside', []],
  ['Dockerfile.j2', 'FROM {{ image }}\n', 'outside', []],
  ['.github/workflows/build.yml', workflow, 'scanned', ['workflow-run:5']],
  ['.GitHub/Workflows/BUILD.YAML', workflow, 'scanned', ['workflow-run:5']],
  ['tools/set-up/action.yml', 'runs:\n  steps:\n    - run: make\n', 'scanned', ['workflow-run:3']],
  ['.github/workflows/cr.yml', '# a\ron: push\nrun: make\n', 'scanned', ['workflow-run:2']],
  ['.github/workflows/broken.yml', 'a: {{ b }}\n  c: [\n', 'incomplete: the file could not be parsed', []],
  ['chart/templates/service.yml', 'a: {{ b }}\n  c: [\n', 'outside', []],
  ['.github/workflows/old/build.yml', workflow, 'outside', []],
  ['infra/main.tf', terraform, 'scanned', ['terraform-acl:2']],
  ['infra/main.tofu', terraform, 'scanned', ['terraform-acl:2']],
  ['infra/terraform.tfvars', 'a = 1\n', 'outside', []],
  ['infra/broken.tf', 'resource "a" {\n  b = [\n', 'incomplete: the file could not be parsed', []],
];

test('each place is routed, parsed and reported', async () => {
  // Equal contents would be scanned once.
  const report = await scanner.scan(cases.map(([path, content]) => head(path, `${content}# ${path}\n`)));
  assert.deepEqual(
    cases.map(([path]) => [path, outcome(report, path), found(report, path)]),
    cases.map(([path, , wanted, lines]) => [path, wanted, lines]),
  );
  const scanned = cases.filter(([, , wanted]) => wanted === 'scanned').length;
  assert.deepEqual(report.canaries, { expected: scanned, seen: scanned });
});
