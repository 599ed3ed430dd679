/** A server we start ourselves did not come up. `advice` says what to do, in Chinese and English. */
export class EmbeddedServiceError extends Error {
  readonly advice: { zh: string; en: string };
  constructor(message: string, advice: { zh: string; en: string }) {
    super(message);
    this.name = 'EmbeddedServiceError';
    this.advice = advice;
  }
}
