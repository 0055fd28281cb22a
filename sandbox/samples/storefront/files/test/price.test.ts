import { expect, test } from 'vitest';
import { priceCart } from '../src/cart/price.js';
import { product } from './products.js';

const voucher = { code: 'SPRING', percent: 15, from: '2026-03-01', until: '2026-03-31' };

test('a voucher takes its share, rounded half up', () => {
  const price = priceCart([{ sku: 'MUG-01', quantity: 1 }], [product('MUG-01', 'Blue mug', [], 990)], voucher);
  expect(price).toEqual({ subtotalCents: 990, discountCents: 149, totalCents: 841 });
});
