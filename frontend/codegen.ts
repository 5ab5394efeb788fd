import type { CodegenConfig } from '@graphql-codegen/cli';
import { globSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A folder with `.graphql` files gets one `generated.ts` beside them, so that a lazily loaded
 * feature brings its own documents and no others. The fragments of `core/` may be used everywhere.
 */
const FRAGMENTS = 'src/app/core/**/*.fragment.graphql';
const folders = new Set(globSync('src/app/**/*.graphql').map((file) => dirname(file)));

const config: CodegenConfig = {
  schema: '../gql/schema.graphql',
  generates: {
    'src/app/core/graphql/possible-types.generated.ts': { plugins: ['fragment-matcher'] },
    ...Object.fromEntries(
      [...folders].sort().map((folder) => [
        `${folder}/generated.ts`,
        {
          documents: [`${folder}/*.graphql`, FRAGMENTS],
          plugins: ['typescript-operations', 'typed-document-node'],
        },
      ]),
    ),
  },
  config: {
    useTypeImports: true,
    enumType: 'string-literal',
    scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', ID: 'string' },
  },
};
export default config;
