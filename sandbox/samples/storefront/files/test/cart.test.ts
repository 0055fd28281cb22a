import { expect, test } from 'vitest';
import { addToCart, itemCount, MAX_QUANTITY, removeFromCart } from '../src/cart/cart.js';

test('the same product is one line', () => {
  const cart = addToCart(addToCart([], 'MUG-01', 2), 'MUG-01', 3);
  expect(cart).toEqual([{ sku: 'MUG-01', quantity: 5 }]);
});

test('a line is capped', () => {
  expect(itemCount(addToCart([], 'MUG-01', 500))).toBe(MAX_QUANTITY);
});

test('remove', () => {
  expect(removeFromCart([{ sku: 'MUG-01', quantity: 1 }], 'MUG-01')).toEqual([]);
});
