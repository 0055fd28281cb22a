import cookieSession from 'cookie-session';
import express, { type Express } from 'express';
import type { ProductStore } from '../catalog/product-store.js';
import type { Config } from '../config.js';
import { cartRoutes } from './cart-routes.js';
import { catalogRoutes } from './catalog-routes.js';
import { showError } from './error-page.js';

export interface AppParts {
  readonly config: Config;
  readonly products: ProductStore;
}

export function createApp({ config, products }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false, limit: '16kb' }));
  app.use(cookieSession({ name: 'shop', secret: config.sessionSecret, httpOnly: true, secure: true, sameSite: 'lax' }));
  app.use(catalogRoutes(products, config.pageSize));
  app.use(cartRoutes(products));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use(showError);
  return app;
}
