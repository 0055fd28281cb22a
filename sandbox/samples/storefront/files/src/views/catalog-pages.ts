import { isAvailable, type Product } from '../catalog/product.js';
import { formatCents } from '../money.js';
import { html } from './html.js';
import { layout } from './layout.js';

export function productListPage(products: readonly Product[], query: string): string {
  const items = products.map(
    (product) => html`<li><a href="/products/${product.sku}">${product.name}</a> ${formatCents(product.priceCents)}</li>`,
  );
  return layout(
    query ? `Results for ${query}` : 'All products',
    html`<form><input name="q" value="${query}" /></form>
      <ul>
        ${items}
      </ul>`,
  );
}

export function productPage(product: Product): string {
  return layout(
    product.name,
    html`<p>${product.description}</p>
      <p>${formatCents(product.priceCents)}, ${isAvailable(product) ? 'in stock' : 'sold out'}</p>
      <form method="post" action="/cart/add"><input type="hidden" name="sku" value="${product.sku}" /><button>Add to cart</button></form>`,
  );
}
