import type { Fetcher } from '@graphiql/toolkit';
import { getOperationAST } from 'graphql';

import { post } from './http';
import { subscribe } from './live';

/** Sends subscriptions over a websocket and everything else by POST, both to `endpoint`. */
export function createFetcher(endpoint: URL): Fetcher {
  return (request, options) => {
    const operation =
      options?.documentAST && getOperationAST(options.documentAST, request.operationName);
    return operation?.operation === 'subscription'
      ? subscribe(endpoint, request, options?.headers)
      : post(endpoint, request, options?.headers);
  };
}
