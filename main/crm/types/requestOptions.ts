export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Interactive requests (the default) go before background ones. */
  readonly priority?: 'interactive' | 'background';
}
