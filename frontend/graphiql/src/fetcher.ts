import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { getOperationAST, parse, type OperationDefinitionNode } from 'graphql';

import { post } from './http';
import { subscribe } from './live';

/** Sends subscriptions over a websocket and everything else by POST, both to `endpoint`. */
export function createFetcher(endpoint: URL): Fetcher {
  return (request, options) => {
    const operation = operationIn(request);
    const send = operation?.operation === 'subscription' ? subscribe : post;
    return send(endpoint, { ...request, operationName: operation?.name?.value }, options?.headers);
  };
}

/**
 * The operation to run, read from the query itself: the name and the document that GraphiQL hands
 * over lag behind the editor by 100 ms, so a quick click after a change of tabs names the
 * operation of the tab before. Undefined if the server has to say what is wrong.
 */
function operationIn({ query, operationName }: FetcherParams): OperationDefinitionNode | undefined {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document) ?? undefined;
  } catch {
    return undefined;
  }
}
