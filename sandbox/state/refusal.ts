/** Thrown by an operation that GitHub would refuse; REST answers it as is, pages show `message`. */
export class Refusal extends Error {
  readonly status: number;
  /** GitHub's `errors` list: objects or plain texts. */
  readonly errors: readonly unknown[] | undefined;
  readonly retryable = false;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.errors = errors;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** 422 with one `custom` error, GitHub's commonest form. */
export function invalid(resource: string, field: string, message: string): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource, code: 'custom', field, message }]);
}
