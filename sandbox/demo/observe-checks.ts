/** Check runs with their annotations, over REST. */
import type { Octokit } from '@octokit/rest';
import type { ObservedAnnotation, ObservedCheckRun } from './observed.ts';

export type RestRun = Awaited<ReturnType<Octokit['rest']['checks']['get']>>['data'];

interface AnnotationReader {
  readonly octokit: Octokit;
  readonly annotations: Map<number, readonly ObservedAnnotation[]>;
}

export async function observeChecks(
  reader: AnnotationReader,
  owner: string,
  repo: string,
  runs: readonly RestRun[],
): Promise<readonly ObservedCheckRun[]> {
  return await Promise.all(
    runs.map(async (run) => {
      const { title, summary, text } = run.output;
      const annotations = await annotationsOf(reader, owner, repo, run);
      return { name: run.name, head_sha: run.head_sha, status: run.status, conclusion: run.conclusion, title, summary, text, annotations };
    }),
  );
}

async function annotationsOf(reader: AnnotationReader, owner: string, repo: string, run: RestRun): Promise<readonly ObservedAnnotation[]> {
  const count = run.output.annotations_count;
  const known = reader.annotations.get(run.id) ?? [];
  // They are only ever added.
  if (known.length === count) return known;
  const { checks } = reader.octokit.rest;
  const all = await reader.octokit.paginate(checks.listAnnotations, { owner, repo, check_run_id: run.id, per_page: 100 });
  const annotations = all.map(({ path, start_line, end_line, annotation_level, title, message }) => ({
    path,
    start_line,
    end_line,
    annotation_level: annotation_level ?? 'notice',
    title,
    message: message ?? '',
  }));
  reader.annotations.set(run.id, annotations);
  return annotations;
}
