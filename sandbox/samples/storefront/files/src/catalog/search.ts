import type { Product } from './product.js';

/** Products whose name or tags hold every word of the query, best match first. */
export function searchProducts(products: readonly Product[], query: string): Product[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...products];
  return products
    .map((product) => ({ product, score: score(product, words) }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((entry) => entry.product);
}

function score(product: Product, words: readonly string[]): number {
  const name = product.name.toLowerCase();
  let total = 0;
  for (const word of words) {
    if (name.includes(word)) total += 2;
    else if (product.tags.includes(word)) total += 1;
    else return 0;
  }
  return total;
}
