import type { Product } from './product.js';

export interface ProductStore {
  all(): Promise<readonly Product[]>;
  bySku(sku: string): Promise<Product | undefined>;
}

const CACHE_MS = 30_000;

/** Reads the catalogue service, at most every 30 seconds. */
export function createProductStore(catalogUrl: string, fetchJson = fetchProducts, now = Date.now): ProductStore {
  let cached: { at: number; products: readonly Product[] } | undefined;

  async function all(): Promise<readonly Product[]> {
    if (!cached || now() - cached.at > CACHE_MS) {
      cached = { at: now(), products: await fetchJson(catalogUrl) };
    }
    return cached.products;
  }

  return {
    all,
    async bySku(sku) {
      return (await all()).find((product) => product.sku === sku);
    },
  };
}

async function fetchProducts(catalogUrl: string): Promise<readonly Product[]> {
  const answer = await fetch(new URL('/products', catalogUrl));
  if (!answer.ok) throw new Error(`The catalogue answered ${answer.status}.`);
  return (await answer.json()) as Product[];
}
