/** What was seen of a pull request through the sandbox's REST API. */

export interface ObservedAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: string;
  readonly title: string | null;
  readonly message: string;
}

export interface ObservedCheckRun {
  readonly name: string;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly annotations: readonly ObservedAnnotation[];
}

export interface ObservedReviewComment {
  readonly path: string;
  readonly line: number | null;
  readonly side: string;
  readonly body: string;
}

/** One pull request, in the form in which `--json` prints it. */
export interface ObservedPull {
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly html_url: string;
  /** The description. */
  readonly body: string;
  readonly head_sha: string;
  readonly draft: { readonly body: string } | null;
  /** More than one is a fault: effects are exactly once. */
  readonly draft_count: number;
  /** States of the reviews that the App gave. */
  readonly review_states: readonly string[];
  readonly review_comments: readonly ObservedReviewComment[];
  readonly check_runs: readonly ObservedCheckRun[];
  readonly merge_allowed: boolean;
  readonly merge_blocked_by: readonly string[];
}
