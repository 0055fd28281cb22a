import type { Product } from '../catalog/product.js';
import { percentOf } from '../money.js';
import type { Cart } from './cart.js';
import type { Voucher } from './voucher.js';

export interface CartPrice {
  readonly subtotalCents: number;
  readonly discountCents: number;
  readonly totalCents: number;
}

export function priceCart(cart: Cart, products: readonly Product[], voucher?: Voucher): CartPrice {
  let subtotalCents = 0;
  for (const line of cart) {
    const product = products.find((candidate) => candidate.sku === line.sku);
    if (product) subtotalCents += product.priceCents * line.quantity;
  }
  const discountCents = voucher ? percentOf(subtotalCents, voucher.percent) : 0;
  return { subtotalCents, discountCents, totalCents: subtotalCents - discountCents };
}
