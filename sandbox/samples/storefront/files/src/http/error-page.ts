import type { NextFunction, Request, Response } from 'express';
import { layout } from '../views/layout.js';
import { html } from '../views/html.js';

export function showError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  console.error(error);
  response
    .status(500)
    .type('html')
    .send(layout('Something went wrong', html`<p>Please try again in a minute. Your cart is kept.</p>`));
}
