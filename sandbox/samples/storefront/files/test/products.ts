import type { Product } from '../src/catalog/product.js';

export function product(sku: string, name: string, tags: readonly string[] = [], priceCents = 1000): Product {
  return { sku, name, description: `${name}.`, priceCents, stock: 3, tags };
}
