// Apollo Client as a web application would have it: persisted queries over HTTP, subscriptions over
// the websocket, made again behind the last event when the connection is lost. It orders an image
// and a song and watches both. One line of JSON for each thing that happens.
//
//     node apollo.js URL GET|POST     how a query goes whose hash is all that is sent

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';
import { defer, map, retry, tap } from 'rxjs';
import WebSocket from 'ws';

const [url, method] = process.argv.slice(2);

const tell = (fact) => console.log(JSON.stringify(fact));
const document = (name) =>
  gql(readFileSync(new URL(`../../app/cli/documents/${name}.graphql`, import.meta.url), 'utf8'));

async function toldFetch(address, options) {
  const response = await fetch(address, options);
  const parameters = new URL(address).searchParams;
  const { query, extensions } = options.body
    ? JSON.parse(options.body)
    : { query: parameters.get('query'), extensions: JSON.parse(parameters.get('extensions')) };
  const { errors } = await response.clone().json();
  tell({
    method: options.method,
    status: response.status,
    sent: [query && 'query', extensions?.persistedQuery && 'hash'].filter(Boolean),
    code: errors?.[0].extensions.code ?? null,
  });
  return response;
}

const persisted = new PersistedQueryLink({
  sha256: (query) => createHash('sha256').update(query).digest('hex'),
  useGETForHashedQueries: method === 'GET',
});
const live = createClient({
  url: url.replace(/^http/, 'ws'),
  webSocketImpl: WebSocket,
  retryAttempts: 0, // it would subscribe with the old cursor; `watch` knows the new one
});
const apollo = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(live),
    persisted.concat(new HttpLink({ uri: url, fetch: toldFetch })),
  ),
});

async function ask(query) {
  const { data } = await apollo.query({ query, fetchPolicy: 'no-cache' });
  tell({ models: data.models.map(({ name }) => name) });
}

async function order(name, input) {
  const { data } = await apollo.mutate({ mutation: document(name), variables: { input } });
  const [{ job }] = Object.values(data);
  tell({ ordered: name, id: job.id });
  return job.id;
}

function watch(id) {
  let after = 0;
  return defer(() => apollo.subscribe({ query: document('events'), variables: { id, after } })).pipe(
    map(({ data, error }) => {
      if (error) throw error;
      return data.jobEvents;
    }),
    tap({ next: ({ sequence }) => (after = sequence), error: () => tell({ lost: id }) }),
    retry({ delay: 200 }),
    tap(({ sequence, state }) => tell({ id, sequence, state })),
  );
}

const models = gql`query Models { models { name } }`;
for (let round = 0; round < 2; round += 1) await ask(models);

for (const [name, input] of [
  ['image', { prompt: 'A test image 0001' }],
  ['song', { lyrics: 'Test lyrics 0001', prompt: 'folk 3s' }],
]) {
  const id = await order(name, input);
  await new Promise((resolve, reject) => watch(id).subscribe({ complete: resolve, error: reject }));
}

await ask(models);
live.dispose();
