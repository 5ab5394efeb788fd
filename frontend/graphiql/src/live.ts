import type { FetcherOpts, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';

/** Milliseconds between two pings, and the longest wait for the answer to one. */
const PING_EVERY = 10_000;
const PONG_WITHIN = 5_000;

/**
 * Yields the results of a subscription. The iterator never rejects: a connection that cannot be
 * opened or breaks off becomes an error in the last result, so it shows in the result pane.
 *
 * Each subscription has a connection of its own, because the headers typed beside it travel in
 * `connection_init`, and nothing reconnects silently: this page is for seeing what happens.
 */
export function subscribe(
  endpoint: URL,
  operation: FetcherParams,
  headers: FetcherOpts['headers'],
): AsyncIterableIterator<ExecutionResult> {
  const client = connect(endpoint, headers);
  let connected = false;
  client.on('connected', () => (connected = true));
  const results = client.iterate(operation) as AsyncIterableIterator<ExecutionResult>;
  // Not an async generator: its return() would wait for the next event before it unsubscribes.
  return {
    next: () =>
      results.next().catch((cause: unknown) => ({
        done: false,
        value: { errors: Array.isArray(cause) ? cause : [connectionError(cause, connected)] },
      })),
    return: () => results.return!(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function connect(endpoint: URL, headers: FetcherOpts['headers']): Client {
  let silence: ReturnType<typeof setTimeout>;
  const client = createClient({
    url: endpoint.href.replace(/^http/, 'ws'),
    connectionParams: headers,
    retryAttempts: 0,
    keepAlive: PING_EVERY,
    on: {
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), PONG_WITHIN);
      },
      pong: (received) => {
        if (received) clearTimeout(silence);
      },
    },
  });
  return client;
}

/** What a close code means, in plainer words than its reason; 4xxx as in graphql-transport-ws. */
const MEANING: Readonly<Record<number, string>> = {
  1001: 'the server is shutting down',
  1011: 'the server met an unexpected error',
  1012: 'the server is shutting down or restarting',
  4403: 'the server did not accept the headers; see the Headers tab',
  4499: `the server has not answered for ${PONG_WITHIN / 1000} seconds`,
};

/** A failed connection arrives as a CloseEvent, an Error, or a bare Event that tells nothing. */
function connectionError(cause: unknown, connected: boolean): GraphQLError {
  const { code, reason, message } = cause as Partial<CloseEvent & Error>;
  const what = connected ? 'broke off' : 'could not be opened';
  const why = (code && MEANING[code]) || reason || message;
  return new GraphQLError(
    `The live connection ${what}${why ? `: ${why}` : ''}. ` +
      'Check that the server is running, then run the operation again.',
    { extensions: { code: 'CONNECTION_LOST', closeCode: code } },
  );
}
