import { EnvironmentProviders, inject, makeEnvironmentProviders } from '@angular/core';
import { ApolloLink, CombinedGraphQLErrors, ServerError } from '@apollo/client/core';
import { HttpLink } from '@apollo/client/link/http';
import { RetryLink } from '@apollo/client/link/retry';
import { provideApollo } from 'apollo-angular';
import { OperationTypeNode } from 'graphql';
import { ResumingLink } from '../connection/resuming-link';
import { StudioSocket } from '../connection/studio-socket';
import { createCache } from './cache';
import { fetchSignedIn } from './sign-in';

/** Only questions are asked again by themselves: an order that is sent twice could cost twice. */
function retryQueries(): ApolloLink {
  return new RetryLink({
    delay: { initial: 300, max: 5_000, jitter: true },
    attempts: {
      max: 4,
      retryIf: (error, { operationType }) =>
        operationType === OperationTypeNode.QUERY &&
        !CombinedGraphQLErrors.is(error) &&
        !(ServerError.is(error) && error.statusCode === 401),
    },
  });
}

function createLink(): ApolloLink {
  return ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new ResumingLink(inject(StudioSocket).client),
    ApolloLink.from([retryQueries(), new HttpLink({ uri: '/graphql', fetch: fetchSignedIn })]),
  );
}

export function provideGraphQl(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideApollo(() => ({
      link: createLink(),
      cache: createCache(),
      defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network' } },
    })),
  ]);
}
