/** Drawn for these pages: simple 16 × 16 outlines that take the color of the text. */
import { raw, type Html } from './page-html.ts';

const shapes = {
  open: '<circle cx="4" cy="4" r="2"/><circle cx="4" cy="12" r="2"/><circle cx="12" cy="12" r="2"/><path d="M4 6v4M12 10V6.500a2 2 0 0 0-2-2H8M10 2.500l-2 2 2 2"/>',
  merged:
    '<circle cx="4" cy="4" r="2"/><circle cx="4" cy="12" r="2"/><circle cx="12" cy="8" r="2"/><path d="M4 6v4M4.500 6c.5 1.500 2.500 2 5.500 2"/>',
  closed:
    '<circle cx="4" cy="4" r="2"/><circle cx="4" cy="12" r="2"/><circle cx="12" cy="12" r="2"/><path d="M4 6v4M12 10V8M10 2.500l4 4M14 2.500l-4 4"/>',
  success: '<path d="M3 8.500l3.500 3.500L13 5" stroke-width="2"/>',
  failure: '<path d="M4 4l8 8M12 4l-8 8" stroke-width="2"/>',
  pending: '<circle cx="8" cy="8" r="4" fill="currentColor" stroke="none"/>',
  neutral: '<rect x="4" y="4" width="8" height="8" rx="1"/>',
  skipped: '<circle cx="8" cy="8" r="6"/><path d="M4 12L12 4"/>',
  warning: '<path d="M8 2l6.500 11.500h-13zM8 6.500v3.500M8 11.800v.2"/>',
  comment: '<path d="M2 3h12v8H7l-3 3v-3H2z"/>',
  commit: '<circle cx="8" cy="8" r="3"/><path d="M0 8h5M11 8h5"/>',
  checks: '<rect x="2" y="2" width="12" height="12" rx="3"/><path d="M5 8.200l2 2 4-4"/>',
  file: '<path d="M3 1.500h6.500L13 5v9.500H3zM9 1.500V5.500h4"/>',
  eye: '<path d="M1 8c3-5.500 11-5.500 14 0-3 5.500-11 5.500-14 0z"/><circle cx="8" cy="8" r="2"/>',
  person: '<circle cx="8" cy="5" r="3"/><path d="M2.500 14.500c1-6 10-6 11 0"/>',
  repository: '<path d="M3.500 13V2h9.500v9H5a1.500 1.500 0 0 0 0 3h8v-3"/>',
  smile: '<circle cx="8" cy="8" r="6"/><path d="M5.500 9.500c1 2 4 2 5 0M6 6.200v.1M10 6.200v.1"/>',
  thumbUp:
    '<path d="M2 7.500h2.500V14H2zM4.500 8L7.500 2c1.500 0 2 1 1.500 2.500L8.500 6.500H13c1 0 1.300.8 1 1.600l-1.600 4.900c-.2.600-.6 1-1.400 1H4.500"/>',
  thumbDown:
    '<path d="M2 8.500h2.500V2H2zM4.500 8l3 6c1.500 0 2-1 1.500-2.500L8.500 9.500H13c1 0 1.300-.8 1-1.600l-1.600-4.900c-.2-.600-.6-1-1.400-1H4.500"/>',
  laugh: '<circle cx="8" cy="8" r="6"/><path d="M4.500 9h7c-.5 3.500-6.500 3.500-7 0zM5.500 6v.3M10.500 6v.3"/>',
  confused: '<circle cx="8" cy="8" r="6"/><path d="M5.500 11l4.500-1.500M6 6.200v.1M10 6.200v.1"/>',
  hooray: '<path d="M2 14l3.500-9 5.500 5.500zM9 5c0-2 1-3 2.500-3M11 7c2 0 3-.5 3-2M12.500 10l2 .5M8 2v1"/>',
  heart: '<path d="M8 14C2.500 10 1.500 7.500 2 5.500c.8-3 4.500-3 6-.5 1.500-2.500 5.200-2.500 6 .5.5 2-.5 4.500-6 8.500z"/>',
  rocket:
    '<path d="M5 9c1-4.500 4-7 9-7 0 5-2.500 8-7 9zM5 9L2.500 9 4.500 6.500 6 6.500M7 11v2.500L9.500 11.500V10M4.500 11.500L2 14"/><circle cx="10" cy="6" r="1"/>',
  push: '<path d="M8 14V3M4 7l4-4 4 4"/>',
} as const;

export type IconName = keyof typeof shapes;

/** Decorative: words beside it say the same. */
export function icon(name: IconName, className = ''): Html {
  return raw(
    `<svg class="icon ${className}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" aria-hidden="true">${shapes[name]}</svg>`,
  );
}
