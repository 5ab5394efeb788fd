import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client/core';
import type { Client, Sink, SubscribePayload } from 'graphql-ws';
import { ResumingLink } from './resuming-link';

const FEED = gql`
  subscription ($after: String) {
    feed(after: $after) {
      cursor
      sequence
    }
  }
`;
const EVENTS = gql`
  subscription ($after: Int!) {
    jobEvents(after: $after) {
      cursor
      sequence
    }
  }
`;

/** A client of graphql-ws as far as the link uses it; it would write out `payload` on a reconnect. */
function socket() {
  const client = {
    payload: undefined as SubscribePayload | undefined,
    sink: undefined as Sink | undefined,
    subscribe(payload: SubscribePayload, sink: Sink) {
      client.payload = payload;
      client.sink = sink;
      return () => undefined;
    },
  };
  return client;
}

function subscribed(query: typeof FEED, variables: object) {
  const client = socket();
  const link: ApolloLink = new ResumingLink(client as unknown as Client);
  const seen: unknown[] = [];
  const errors: unknown[] = [];
  new ApolloClient({ link, cache: new InMemoryCache() })
    .subscribe({ query, variables })
    .subscribe(({ data, error }) => (error ? errors : seen).push(error ?? data));
  return { client, seen, errors };
}

const event = (cursor: string, sequence: number) => ({ __typename: 'JobEvent', cursor, sequence });

describe('a subscription', () => {
  it('goes on behind the cursor of the last event', () => {
    const { client, seen } = subscribed(FEED, { after: '7' });
    client.sink?.next({ data: { feed: event('8', 3) } });
    expect(seen).toHaveLength(1);
    expect(client.payload?.variables).toEqual({ after: '8' });
  });

  it('goes on behind the number of the last event where it counts', () => {
    const { client } = subscribed(EVENTS, { after: 0 });
    client.sink?.next({ data: { jobEvents: event('8', 3) } });
    expect(client.payload?.variables).toEqual({ after: 3 });
  });

  it('says in the words of the server why it ended', () => {
    const { client, errors } = subscribed(FEED, {});
    client.sink?.error([{ message: 'This is no cursor.' }]);
    expect(errors).toEqual([expect.objectContaining({ message: 'This is no cursor.' })]);
  });
});
