import type { FetcherOpts, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError, type ExecutionResult } from 'graphql';

/**
 * Sends one operation by POST. Never rejects: a server that cannot be reached, or answers with
 * something other than JSON, becomes an error in the result.
 */
export async function post(
  endpoint: URL,
  operation: FetcherParams,
  headers: FetcherOpts['headers'],
): Promise<ExecutionResult> {
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        'Content-Type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(operation),
    });
  } catch (cause) {
    return failed(
      `The request to ${endpoint.href} got no answer (${String(cause)}). ` +
        'Check that the server is running, then run the operation again.',
      { code: 'SERVER_UNREACHABLE' },
    );
  }
  try {
    return (await response.json()) as ExecutionResult;
  } catch {
    return failed(
      `The server answered ${response.status} ${response.statusText}`.trimEnd() +
        ', and not with JSON. The server log says why.',
      { code: 'NOT_GRAPHQL', status: response.status },
    );
  }
}

function failed(message: string, extensions: Record<string, unknown>): ExecutionResult {
  return { errors: [new GraphQLError(message, { extensions })] };
}
