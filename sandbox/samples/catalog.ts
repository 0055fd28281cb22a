/** All samples, in the order in which the demo opens them. */
import { inventory } from './inventory/history.ts';
import { ordersApi } from './orders-api/history.ts';
import { payments } from './payments/history.ts';
import { catalogPages } from './pulls/catalog-pages.ts';
import { safeCustomerSearch, unsafeCustomerSearch } from './pulls/customer-search.ts';
import { jakartaMove } from './pulls/jakarta-move.ts';
import { oddFiles } from './pulls/odd-files.ts';
import { refundNotes } from './pulls/refund-notes.ts';
import { shelfLabels } from './pulls/shelf-labels.ts';
import { stockAnswers } from './pulls/stock-answers.ts';
import type { SamplePull, SampleRepository } from './sample.ts';
import { storefront } from './storefront/history.ts';

export const sampleRepositories: readonly SampleRepository[] = [ordersApi, storefront, inventory, payments];

export const samplePulls: readonly SamplePull[] = [
  unsafeCustomerSearch,
  safeCustomerSearch,
  stockAnswers,
  catalogPages,
  refundNotes,
  jakartaMove,
  shelfLabels,
  oddFiles,
];
