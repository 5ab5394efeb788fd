import { ApolloLink, Observable } from '@apollo/client/core';
import { type FormattedExecutionResult, print } from 'graphql';
import type { Client } from 'graphql-ws';

interface Place {
  cursor?: string;
  sequence?: number;
}

/**
 * Subscriptions that go on behind the last event that came.
 *
 * After a lost connection graphql-ws sends the payload again, which it writes out at that moment;
 * so it is enough to keep the payload's `after` at the newest event: its sequence number where
 * `after` is a number, its cursor otherwise.
 */
export class ResumingLink extends ApolloLink {
  constructor(private readonly client: Client) {
    super();
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((sink) => {
      const variables: Record<string, unknown> = { ...operation.variables };
      const query = print(operation.query);
      return this.client.subscribe(
        { query, variables, operationName: operation.operationName },
        {
          next: (result) => {
            advance(variables, result.data);
            sink.next(result as FormattedExecutionResult);
          },
          error: (error) => {
            sink.error(asError(error));
          },
          complete: () => {
            sink.complete();
          },
        },
      );
    });
  }
}

function advance(variables: Record<string, unknown>, data: unknown): void {
  const [event] = Object.values((data ?? {}) as Record<string, Place | null>);
  const place = typeof variables['after'] === 'number' ? event?.sequence : event?.cursor;
  if (place !== undefined) variables['after'] = place;
}

function asError(error: unknown): Error {
  if (error instanceof Error) return error;
  const messages = Array.isArray(error)
    ? error.map((each: { message: string }) => each.message)
    : [];
  return new Error(messages.join(' ') || 'The subscription ended.', { cause: error });
}
