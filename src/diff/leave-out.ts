/** Which changed files nobody needs a model to read, and why. The reason is always told: silence is never approval. */
import type { ChangedFile } from './changed-file.ts';

export type LeftOutReason =
  | 'generated'
  | 'vendored'
  | 'lock-file'
  | 'documentation'
  | 'binary'
  | 'symlink'
  | 'submodule'
  | 'deleted'
  | 'no-text-change'
  | 'too-large'
  | 'over-budget';

/** Left out for lack of room: a person should look, and the review is not complete. */
export function isGap(reason: LeftOutReason): boolean {
  return reason === 'too-large' || reason === 'over-budget';
}

const lockFiles = new Set(
  `package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock poetry.lock pipfile.lock uv.lock pdm.lock
  cargo.lock go.sum go.work.sum composer.lock gemfile.lock mix.lock pubspec.lock podfile.lock flake.lock gradle.lockfile packages.lock.json
  package.resolved .terraform.lock.hcl conan.lock`.split(/\s+/),
);
const vendored = /(?:^|\/)(?:vendor|vendored|third[_-]party|node_modules|bower_components|\.yarn\/releases)\//i;
const generated =
  /(?:^|\/)(?:dist|__snapshots__|__generated__|generated)\/|\.(?:min\.(?:js|css|mjs)|map|snap|pb\.go|pb\.(?:cc|h)|g\.dart|freezed\.dart|designer\.cs)$|_pb2(?:_grpc)?\.pyi?$|\.generated\.\w+$|[._]gen\.\w+$/i;
/** Prose is no code: a model asked for defects in it invents some. `requirements.txt` and the like are no prose. */
const documentation =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$|(?:^|\/)(?:docs?\/.*\.txt|(?:readme|licen[cs]e|copying|changelog|changes|notice|authors|contributors)(?:\.txt)?)$/i;
const generatedMark = /code generated .* do not edit|@generated\b|\bdo not edit\b.*\bgenerated\b|<auto-?generated/i;

/** `undefined`: to be reviewed. Judged by path and by the diff alone; nothing in the head can configure it. */
export function reasonToLeaveOut(file: ChangedFile): LeftOutReason | undefined {
  if (file.kind !== 'text') return file.kind;
  if (file.status === 'deleted') return 'deleted';
  if (file.hunks.length === 0) return 'no-text-change';
  if (lockFiles.has(file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase())) return 'lock-file';
  if (vendored.test(file.path)) return 'vendored';
  if (generated.test(file.path) || carriesGeneratedMark(file)) return 'generated';
  if (documentation.test(file.path)) return 'documentation';
  return undefined;
}

/** Generators sign in the first lines; further down the words are only about generated code. */
function carriesGeneratedMark(file: ChangedFile): boolean {
  const first = file.hunks[0];
  if (first === undefined || first.newStart > 5) return false;
  return first.lines.slice(0, 8).some((line) => line.kind !== 'deleted' && generatedMark.test(line.text.slice(0, 300)));
}
