import { Dependency } from '../app/core/health/dependencies';

/** A dependency as the API tells it; it is well unless the test says something else. */
export function dependency(name: string, different: Partial<Dependency> = {}) {
  return {
    __typename: 'Dependency' as const,
    name,
    isOk: true,
    message: 'It is well.',
    ...different,
  };
}

/** One that is not well. */
export function ailing(name: string) {
  return dependency(name, { isOk: false, message: `The ${name} is not well. Mend it.` });
}
