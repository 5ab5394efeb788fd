import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';

import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { exampleTabs } from './example-tabs';
import { createFetcher } from './fetcher';
import { createStorage } from './storage';

const container = document.getElementById('graphiql');
if (!container) throw new Error('index.html has no element with the id "graphiql".');

createRoot(container).render(
  <GraphiQL
    fetcher={createFetcher(new URL('/graphql', location.href))}
    defaultTabs={exampleTabs}
    storage={createStorage(exampleTabs[0])}
    defaultEditorToolsVisibility="variables"
  />,
);
