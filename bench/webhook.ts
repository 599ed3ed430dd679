import type { Part } from './fork-part.ts';
import type { Webhook } from './api/press-plan.ts';

const PATH = '/telegram';
const SECRET = 'a_secret_for_measures_only';

/** What the product needs to be told to take its updates from a webhook. */
export const WEBHOOK_ENV = { WEBHOOK_URL: `http://127.0.0.1:9${PATH}`, WEBHOOK_SECRET: SECRET };

/** Where a product that was started so takes its updates; its port is its own choice. */
export const webhookOf = (product: Part): Webhook => ({
  url: `http://127.0.0.1:${Number(product.said('http')?.['port'])}${PATH}`,
  secret: SECRET,
});
