import { createLocalStorage, StorageAPI, type Storage } from '@graphiql/toolkit';
import type { TabDefinition } from './example-tabs';

/**
 * Where GraphiQL keeps its tabs: in a namespace of our own, because other projects on this
 * computer may have run another GraphiQL on the same localhost port.
 *
 * GraphiQL opens every default tab with its variables except the first, whose editors it fills
 * from here. So before a first visit the first tab is put here too.
 */
export function createStorage(firstTab: TabDefinition | undefined): Storage {
  const storage = createLocalStorage({ namespace: 'mac-ki-service' });
  const state = new StorageAPI(storage);
  if (firstTab && state.get('tabState') === null) {
    state.set('query', firstTab.query ?? '');
    state.set('variables', firstTab.variables ?? '');
  }
  return storage;
}
