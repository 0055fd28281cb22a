/** Every REST route the sandbox has. */
import { APP_ROUTES } from './app-routes.ts';
import type { Call, RepositoryRoute, Route } from './call.ts';
import { CHECK_ROUTES } from './check-routes.ts';
import { CHECK_SUITE_ROUTES } from './check-suite-routes.ts';
import { CODE_SCANNING_ROUTES } from './code-scanning-routes.ts';
import { COMMIT_ROUTES } from './commit-routes.ts';
import { CONTENT_ROUTES } from './content-routes.ts';
import { DELIVERY_ROUTES } from './delivery-routes.ts';
import { ISSUE_ROUTES } from './issue-routes.ts';
import { MANIFEST_ROUTES } from './manifest-routes.ts';
import { PULL_ROUTES } from './pull-routes.ts';
import { REACTION_ROUTES } from './reaction-routes.ts';
import { REPOSITORY_ROUTES } from './repository-routes.ts';
import { REVIEW_COMMENT_ROUTES } from './review-comment-routes.ts';
import { REVIEW_ROUTES } from './review-routes.ts';
import { USER_ROUTES } from './user-routes.ts';

export type AnyRoute = Route<Call> | RepositoryRoute;

export const ROUTES: readonly AnyRoute[] = [
  ...APP_ROUTES,
  ...MANIFEST_ROUTES,
  ...DELIVERY_ROUTES,
  ...USER_ROUTES,
  ...REPOSITORY_ROUTES,
  ...COMMIT_ROUTES,
  ...CONTENT_ROUTES,
  ...PULL_ROUTES,
  ...REVIEW_ROUTES,
  ...REVIEW_COMMENT_ROUTES,
  ...ISSUE_ROUTES,
  ...REACTION_ROUTES,
  ...CHECK_ROUTES,
  ...CHECK_SUITE_ROUTES,
  ...CODE_SCANNING_ROUTES,
];
