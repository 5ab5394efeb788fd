import { computed, Service, signal } from '@angular/core';
import { JobFilterInput, JobListDocument } from './generated';
import { watchPages } from '../../core/graphql/watch-pages';

/** What the list can be narrowed down to, in the order of its choices. */
export const VIEWS = ['all', 'inFlight', 'needsCheck', 'failed', 'succeeded', 'cancelled'] as const;
export type View = (typeof VIEWS)[number];

const FILTERS: Record<View, JobFilterInput | null> = {
  all: null,
  inFlight: { states: ['PENDING', 'SUBMITTING', 'RUNNING', 'ARCHIVING'] },
  needsCheck: { states: ['NEEDS_CHECK'] },
  failed: { states: ['FAILED'] },
  succeeded: { states: ['SUCCEEDED'] },
  cancelled: { states: ['CANCELLED'] },
};

/** The list of jobs; each view is a list of its own in the cache. */
@Service({ autoProvided: false })
export class JobListStore {
  private readonly _view = signal<View>('all');
  readonly view = this._view.asReadonly();

  readonly pages = watchPages({
    query: JobListDocument,
    variables: () => ({ filter: FILTERS[this._view()] }),
    connection: ({ jobs }) => jobs,
  });

  /** Whether there is nothing to show, and nothing is awaited. */
  readonly isEmpty = computed(
    () => !this.pages.items().length && !this.pages.isLoading() && !this.pages.error(),
  );

  /** Anything but a view's name, as addresses may hold it, means all. */
  show(view: string | undefined): void {
    this._view.set(VIEWS.find((each) => each === view) ?? 'all');
  }
}
