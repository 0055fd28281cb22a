/** What was asked of the sandbox, for tests and for finding routes that are missing. */

export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  /** Without `/api/v3` and query. */
  readonly path: string;
  readonly query: string;
  /** `anonymous`, `person`, `app`, `installation`, or `none` where nobody asked. */
  caller: string;
  status: number;
  /** Kind of the fault that was switched on for it. */
  fault: string | null;
  /** No route of the sandbox knows this path. */
  unknown: boolean;
}

const KEPT = 20_000;

export interface RequestLog {
  add(request: LoggedRequest): void;
  list(): readonly LoggedRequest[];
  clear(): void;
}

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      if (requests.length > KEPT * 1.1) requests = requests.slice(-KEPT);
    },
    list: () => requests,
    clear: () => void (requests = []),
  };
}
