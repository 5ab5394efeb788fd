import { gql } from '@apollo/client/core';
import { createCache } from './cache';

const QUERY = gql`
  query ($after: String, $filter: JobFilterInput) {
    jobs(after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const page = (ids: string, hasNextPage: boolean) => ({
  jobs: {
    __typename: 'JobConnection',
    edges: [...ids].map((id) => ({
      __typename: 'JobEdge',
      cursor: id,
      node: { __typename: 'Job', id },
    })),
    pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: ids.at(-1) },
  },
});

function idsIn(cache: ReturnType<typeof createCache>, filter: unknown = null): string {
  const data = cache.readQuery<ReturnType<typeof page>>({ query: QUERY, variables: { filter } });
  return data?.jobs.edges.map(({ node }) => node.id).join('') ?? '';
}

describe('an endless list', () => {
  function loaded() {
    const cache = createCache();
    cache.writeQuery({ query: QUERY, variables: { filter: null }, data: page('dcb', true) });
    cache.writeQuery({
      query: QUERY,
      variables: { filter: null, after: 'b' },
      data: page('a', false),
    });
    return cache;
  }

  it('grows by the page that was asked for', () => {
    expect(idsIn(loaded())).toBe('dcba');
  });

  it('keeps the pages behind when it is asked again from its top', () => {
    const cache = loaded();
    cache.writeQuery({ query: QUERY, variables: { filter: null }, data: page('edc', true) });
    expect(idsIn(cache)).toBe('edcba');
  });

  it('forgets what has gone from the page that was asked again', () => {
    const cache = loaded();
    cache.writeQuery({ query: QUERY, variables: { filter: null }, data: page('db', true) });
    expect(idsIn(cache)).toBe('dba');
  });

  it('begins anew when so much is new that the pages do not meet', () => {
    const cache = loaded();
    cache.writeQuery({ query: QUERY, variables: { filter: null }, data: page('hgf', true) });
    expect(idsIn(cache)).toBe('hgf');
  });

  it('is another one for another filter', () => {
    const cache = loaded();
    const filter = { states: ['FAILED'] };
    cache.writeQuery({ query: QUERY, variables: { filter }, data: page('x', false) });
    expect(idsIn(cache, filter)).toBe('x');
    expect(idsIn(cache)).toBe('dcba');
  });
});
