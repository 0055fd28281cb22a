import { Router } from 'express';
import { addToCart, removeFromCart, type Cart } from '../cart/cart.js';
import { priceCart } from '../cart/price.js';
import type { ProductStore } from '../catalog/product-store.js';
import { cartPage } from '../views/cart-page.js';

export function cartRoutes(products: ProductStore): Router {
  const router = Router();

  router.get('/cart', async (request, response) => {
    const cart: Cart = request.session?.cart ?? [];
    const all = await products.all();
    response.type('html').send(cartPage(cart, all, priceCart(cart, all)));
  });

  router.post('/cart/add', (request, response) => {
    const quantity = Number(request.body.quantity ?? 1);
    if (!Number.isInteger(quantity) || quantity < 1) {
      response.status(400).send('The quantity must be a positive whole number.');
      return;
    }
    request.session = { ...request.session, cart: addToCart(request.session?.cart ?? [], String(request.body.sku), quantity) };
    response.redirect(303, '/cart');
  });

  router.post('/cart/remove', (request, response) => {
    request.session = { ...request.session, cart: removeFromCart(request.session?.cart ?? [], String(request.body.sku)) };
    response.redirect(303, '/cart');
  });

  return router;
}
