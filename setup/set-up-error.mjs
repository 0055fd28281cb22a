/** An ending that a person can act on: what happened, what was kept, what to do next. */
export class SetUpError extends Error {
  constructor({ happened, kept, todo, cause }) {
    super(happened, { cause });
    this.name = 'SetUpError';
    this.happened = happened;
    this.kept = kept;
    this.todo = todo;
  }

  toString() {
    return `set-up stopped: ${this.happened}\n  kept: ${this.kept}\n  to do: ${this.todo}`;
  }
}
