import type { Cart } from '../cart/cart.js';
import type { CartPrice } from '../cart/price.js';
import type { Product } from '../catalog/product.js';
import { formatCents } from '../money.js';
import { html } from './html.js';
import { layout } from './layout.js';

export function cartPage(cart: Cart, products: readonly Product[], price: CartPrice): string {
  const lines = cart.map((line) => {
    const product = products.find((candidate) => candidate.sku === line.sku);
    return html`<li>${line.quantity} × ${product?.name ?? line.sku}</li>`;
  });
  return layout(
    'Your cart',
    html`<ul>
        ${lines}
      </ul>
      <p>Total ${formatCents(price.totalCents)}</p>`,
  );
}
