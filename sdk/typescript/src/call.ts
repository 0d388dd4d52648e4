/** One request, which may take several attempts. */
export interface Call {
  method: string
  /** Begins with a slash, and is escaped. */
  path: string
  query?: object
  body?: unknown
  accept?: string
  /** The server takes an Idempotency-Key. */
  keyed?: boolean
  /** The body is an event, which has a dedup key. */
  event?: boolean
  /** It changes nothing, though it is a POST. */
  safe?: boolean
  /** The body has the credential. */
  anonymous?: boolean
  /** Of the answer, `data` is all there is. */
  unwrap?: boolean
}

/** What can be said of one call. */
export interface CallOptions {
  /** Ends the call, or the iteration. */
  signal?: AbortSignal
  /**
   * Makes a call have its effect once, however often it is made with the key within 24 hours, and
   * also by another process. Without one, a call has a key of its own.
   */
  idempotencyKey?: string
  /** Changes only if the object still has this ETag; otherwise the error is CONFLICT. */
  ifMatch?: string
  /** Gets an object only if it has another ETag by now; otherwise the error is NOT_MODIFIED. */
  ifNoneMatch?: string
  /** Which operation of a GraphQL document runs, if it has several. */
  operationName?: string
  /**
   * Says that a repeat has no second effect, as of a mutation that has an idempotencyKey: it is
   * tried again also when nobody knows whether it was done.
   */
  repeatable?: boolean
  /** Is told of the last answer, also if it was an error. */
  onResponse?: (response: ApiResponse) => void
}

/** What an answer says beside its body. */
export interface ApiResponse {
  status: number
  headers: Headers
  /** That of the object, for `ifMatch` and `ifNoneMatch`. */
  etag: string | null
  /** By what the server's log names the request. */
  requestId: string | null
  /** An earlier call with the same idempotency key had made the object. */
  replayed: boolean
}
