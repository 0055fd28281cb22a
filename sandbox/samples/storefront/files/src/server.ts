import { createApp } from './http/app.js';
import { readConfig } from './config.js';
import { createProductStore } from './catalog/product-store.js';

const config = readConfig(process.env);
const app = createApp({ config, products: createProductStore(config.catalogUrl) });

app.listen(config.port, () => {
  console.log(`storefront on http://localhost:${config.port}`);
});
