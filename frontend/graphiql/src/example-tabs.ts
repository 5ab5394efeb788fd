import type { GraphiQLProps } from 'graphiql';

export type TabDefinition = NonNullable<GraphiQLProps['defaultTabs']>[number];

const operations = import.meta.glob<string>('./examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const variables = import.meta.glob<string>('./examples/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/**
 * One tab for each `.graphql` file in `examples/`, ordered by file name. A `.json` file of the
 * same name fills the variables.
 */
export const exampleTabs: TabDefinition[] = Object.keys(operations)
  .sort()
  .map((path) => ({
    query: operations[path]?.trimEnd() ?? null,
    variables: variables[path.replace(/\.graphql$/, '.json')]?.trimEnd() ?? null,
  }));
