import { Router } from 'express';
import type { ProductStore } from '../catalog/product-store.js';
import { searchProducts } from '../catalog/search.js';
import { productListPage, productPage } from '../views/catalog-pages.js';

export function catalogRoutes(products: ProductStore, pageSize: number): Router {
  const router = Router();

  router.get('/', async (request, response) => {
    const query = String(request.query.q ?? '');
    const found = searchProducts(await products.all(), query);
    response.type('html').send(productListPage(found.slice(0, pageSize), query));
  });

  router.get('/products/:sku', async (request, response) => {
    const product = await products.bySku(request.params.sku);
    if (!product) {
      response.status(404).type('html').send(productListPage([], request.params.sku));
      return;
    }
    response.type('html').send(productPage(product));
  });

  return router;
}
