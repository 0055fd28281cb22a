export interface CartLine {
  readonly sku: string;
  readonly quantity: number;
}

export type Cart = readonly CartLine[];

export const MAX_QUANTITY = 20;

export function addToCart(cart: Cart, sku: string, quantity: number): Cart {
  const present = cart.find((line) => line.sku === sku);
  const wanted = Math.min((present?.quantity ?? 0) + quantity, MAX_QUANTITY);
  return [...cart.filter((line) => line.sku !== sku), { sku, quantity: wanted }];
}

export function removeFromCart(cart: Cart, sku: string): Cart {
  return cart.filter((line) => line.sku !== sku);
}

export function itemCount(cart: Cart): number {
  return cart.reduce((sum, line) => sum + line.quantity, 0);
}
