import { computed, inject, Service, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import {
  catchError,
  EMPTY,
  expand,
  map,
  Observable,
  of,
  startWith,
  Subject,
  switchMap,
  timer,
} from 'rxjs';
import { PageInView } from '../connection/page-in-view';
import { StudioSocket } from '../connection/studio-socket';
import { byImportance, Dependency } from './dependencies';
import { HealthDocument } from './generated';

const EVERY_MS = 60_000;
/** As long as something is not well: whoever mends it waits for the answer. */
const AGAIN_MS = 10_000;

/** What was found, and when; or why nothing was. */
type Look = { found: readonly Dependency[]; at: string } | { error: unknown };

/**
 * How the things are that the studio depends on, looked at from time to time while the page is in
 * view. It rests while the connection is lost, which is told elsewhere, and looks again at once
 * when it is back or the page is in view again.
 */
@Service()
export class StudioHealth {
  private readonly apollo = inject(Apollo);
  private readonly connection = inject(StudioSocket).state;
  private readonly isInView = inject(PageInView).isInView;
  private readonly isAwake = computed(() => this.isInView() && this.connection() !== 'lost');
  private readonly asked = new Subject<void>();

  private readonly _dependencies = signal<readonly Dependency[]>([]);
  private readonly _lookedAt = signal<string | undefined>(undefined);
  private readonly _error = signal<unknown>(undefined);

  /** The most important first; as they were found last, empty before the first answer. */
  readonly dependencies = this._dependencies.asReadonly();
  readonly notWell = computed(() => this.dependencies().filter(({ isOk }) => !isOk));
  /** When they were found so. */
  readonly lookedAt = this._lookedAt.asReadonly();
  /** Why the last look found nothing; undefined while all is well. */
  readonly error = this._error.asReadonly();

  constructor() {
    toObservable(this.isAwake)
      .pipe(
        switchMap((isAwake) => (isAwake ? this.looksFromNow() : EMPTY)),
        takeUntilDestroyed(),
      )
      .subscribe((look) => {
        this.take(look);
      });
  }

  /** Look now, unless it rests. */
  look(): void {
    this.asked.next();
  }

  private looksFromNow(): Observable<Look> {
    return this.asked.pipe(
      startWith(undefined),
      switchMap(() => this.looksInTurn()),
    );
  }

  private looksInTurn(): Observable<Look> {
    return this.once().pipe(
      expand((look) => timer(restAfter(look)).pipe(switchMap(() => this.once()))),
    );
  }

  private once(): Observable<Look> {
    const context = { fetchOptions: { priority: 'low' } };
    return this.apollo.query({ query: HealthDocument, fetchPolicy: 'no-cache', context }).pipe(
      map(({ data }) => ({ found: byImportance(data?.health.dependencies ?? []), at: now() })),
      catchError((error: unknown) => of({ error })),
    );
  }

  private take(look: Look): void {
    this._error.set('error' in look ? look.error : undefined);
    if ('error' in look) return;
    this._dependencies.set(look.found);
    this._lookedAt.set(look.at);
  }
}

function restAfter(look: Look): number {
  return 'found' in look && look.found.every(({ isOk }) => isOk) ? EVERY_MS : AGAIN_MS;
}

function now(): string {
  return new Date().toISOString();
}
