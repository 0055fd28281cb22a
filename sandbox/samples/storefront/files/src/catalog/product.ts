export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly priceCents: number;
  readonly stock: number;
  readonly tags: readonly string[];
}

export function isAvailable(product: Product): boolean {
  return product.stock > 0;
}
