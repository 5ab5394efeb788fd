import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { defer, Observable, repeat, retry, Subject, switchMap, throttleTime } from 'rxjs';
import {
  FeedDocument,
  FeedPlaceDocument,
  FeedSubscription,
  JobsInFlightDocument,
} from './generated';
import { hasEnded, JobRow, wantsDecision } from './job-states';

type FeedEvent = FeedSubscription['feed'];

const LISTS = ['library', 'jobs'];
const REFRESH_EVERY_MS = 750;
const AGAIN_MS = 3_000;

/**
 * The jobs that are on their way, as they move, for every page.
 *
 * One subscription feeds it. It begins behind the cursor that was asked for before the jobs were
 * read, and goes on behind the last event after a lost connection: nothing passes unseen.
 */
@Service()
export class LiveJobs {
  private readonly apollo = inject(Apollo);
  private readonly destroyed = takeUntilDestroyed<unknown>(inject(DestroyRef));
  private readonly known = signal<ReadonlyMap<string, JobRow>>(new Map());
  private readonly moved = new Subject<void>();
  private readonly _landed = signal<JobRow | undefined>(undefined);

  /** On their way, the newest first; those that need a check are not among them. */
  readonly inFlight = computed(() =>
    this.sorted((job) => !hasEnded(job) && job.state !== 'NEEDS_CHECK'),
  );

  /** Those that need a check, and those that failed while this page was open. */
  readonly undecided = computed(() => this.sorted(wantsDecision));

  /** The job whose result came last while this page was open. */
  readonly landed = this._landed.asReadonly();

  /** Begin to follow; the shell does it once. */
  start(): void {
    this.events()
      .pipe(this.destroyed)
      .subscribe((event) => {
        this.take(event as FeedEvent);
      });
    this.moved
      .pipe(
        throttleTime(REFRESH_EVERY_MS, undefined, { leading: true, trailing: true }),
        this.destroyed,
      )
      .subscribe(() => {
        this.refreshLists();
      });
  }

  /** Take a failed job out of sight; it stays in the list of jobs. */
  dismiss(job: JobRow): void {
    this.put({ ...job, state: 'CANCELLED' });
  }

  private events(): Observable<FeedEvent> {
    return defer(() => this.place()).pipe(
      switchMap((after) =>
        this.readInFlight().pipe(
          switchMap(() => this.apollo.subscribe({ query: FeedDocument, variables: { after } })),
        ),
      ),
      switchMap(({ data }) => (data ? [data.feed] : [])),
      // A studio that is stopped in good order ends its streams; they begin again with the next.
      repeat({ delay: AGAIN_MS }),
      retry({ delay: AGAIN_MS }),
    );
  }

  private place(): Observable<string> {
    return this.apollo
      .query({ query: FeedPlaceDocument, fetchPolicy: 'no-cache' })
      .pipe(switchMap(({ data }) => (data ? [data.queue.cursor] : [])));
  }

  private readInFlight(): Observable<void> {
    return this.apollo.query({ query: JobsInFlightDocument, fetchPolicy: 'network-only' }).pipe(
      switchMap(({ data }) => {
        const jobs = data?.jobs.edges.map(({ node }) => node) ?? [];
        const failed = this.undecided().filter(hasEnded);
        this.known.set(new Map([...failed, ...jobs].map((job) => [job.id, job])));
        return [undefined];
      }),
    );
  }

  private take({ job, kind }: FeedEvent): void {
    const isNew = !this.known().has(job.id);
    this.put(job);
    if (job.state === 'SUCCEEDED' && kind === 'MOVED') this._landed.set(job);
    if (isNew || kind === 'MOVED') this.moved.next();
  }

  private put(job: JobRow): void {
    this.known.update((known) => {
      const next = new Map(known);
      if (hasEnded(job) && !wantsDecision(job)) next.delete(job.id);
      else next.set(job.id, job);
      return next;
    });
  }

  private sorted(belongs: (job: JobRow) => boolean): JobRow[] {
    return [...this.known().values()]
      .filter(belongs)
      .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  }

  /** The lists in view are asked again from their top; those that are not, when they come back. */
  private refreshLists(): void {
    void this.apollo.client.refetchQueries({
      updateCache: (cache) => {
        cache.modify({
          fields: Object.fromEntries(
            LISTS.map((list) => [
              list,
              (value: unknown, { INVALIDATE }: Invalidating) => INVALIDATE,
            ]),
          ),
        });
      },
    });
  }
}

interface Invalidating {
  INVALIDATE: unknown;
}
