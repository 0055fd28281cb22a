import { expect, test } from 'vitest';
import { searchProducts } from '../src/catalog/search.js';
import { product } from './products.js';

const mug = product('MUG-01', 'Blue mug', ['kitchen']);
const plate = product('PLT-01', 'Blue plate', ['kitchen', 'mug-match']);
const lamp = product('LMP-01', 'Desk lamp', ['office']);

test('every word must match', () => {
  expect(searchProducts([mug, plate, lamp], 'blue mug')).toEqual([mug]);
});

test('an empty query shows everything', () => {
  expect(searchProducts([mug, plate, lamp], ' ')).toHaveLength(3);
});
