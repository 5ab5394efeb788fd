import type { ObservableQuery } from '@apollo/client';
import { filter, map, OperatorFunction, pipe } from 'rxjs';

/**
 * The data of a watched query as soon as all of it is there, and whenever it changes. Throws what
 * went wrong, unless something can be shown already: then the connection says enough.
 */
export function complete<Data>(): OperatorFunction<ObservableQuery.Result<Data>, Data> {
  let hasData = false;
  return pipe(
    filter((result) => {
      if (result.error && !hasData) throw result.error;
      return result.dataState === 'complete';
    }),
    map((result) => {
      hasData = true;
      return result.data as Data;
    }),
  );
}
