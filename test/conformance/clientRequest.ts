/**
 * Requests as the service's clients really send them, with what is answered: the vendor's own PHP client, amocrm-js,
 * @shevernitskiy/amo and the examples of the documents. Whatever stands in for the service, the sandbox over HTTP or a model in a
 * test, has to take each. The values are our own.
 */
export interface ClientRequest {
  /** What is sent, and by whom. */
  readonly name: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: (ids: KnownIds) => string;
  readonly body?: (ids: KnownIds) => unknown;
  readonly headers?: (ids: KnownIds) => Readonly<Record<string, string>>;
  readonly status: number;
  /** Part of the answer's body. */
  readonly answer?: (ids: KnownIds) => object;
}

/** What the account holds, for requests to name. All are there; the lead is open, has no contact, and is of `pipeline`. */
export interface KnownIds {
  readonly contact: number;
  readonly company: number;
  readonly lead: number;
  /** A note of type `common` on the contact, with `text`. */
  readonly note: number;
  /** A `call_in` note on the contact. */
  readonly callNote: number;
  /** An open task of the contact. */
  readonly task: number;
  /** An incoming lead of a call. */
  readonly unsorted: string;
  readonly admin: number;
  readonly agent: number;
  readonly pipeline: number;
  /** A stage in the middle of the pipeline. */
  readonly stage: number;
  /** A number of the contact, digits only. */
  readonly phone: string;
}

/** When the requests were sent, Unix seconds. */
export const NOW = 1_775_035_800;
