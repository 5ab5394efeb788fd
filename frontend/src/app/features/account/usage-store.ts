import { computed, inject, linkedSignal, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { LiveJobs } from '../../core/jobs/live-jobs';
import { MurekaAccountDocument, UsageDocument, UsageQuery } from './generated';
import { chartOf, daysBetween, Group, lastDays, Measure } from './usage-series';

export const RANGES = [7, 30, 90] as const;
export type Range = (typeof RANGES)[number];

/** The account at Mureka, and what was asked of all providers in the last days. */
@Service({ autoProvided: false })
export class UsageStore {
  private readonly apollo = inject(Apollo);
  private readonly landed = inject(LiveJobs).landed;
  /** Days are those of who looks at them. */
  readonly timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly range = signal<Range>(30);
  readonly group = signal<Group>('model');

  private readonly accountRead = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: MurekaAccountDocument }).valueChanges.pipe(
        complete(),
        map(({ murekaAccount }) => murekaAccount),
      ),
  });
  private readonly days = computed(() => lastDays(this.range(), this.timeZone));
  private readonly usageRead = rxResource({
    params: () => ({ ...this.days(), landed: this.landed()?.id }),
    stream: ({ params: { from, to } }) =>
      this.apollo
        .query({
          query: UsageDocument,
          variables: { from, to, timeZone: this.timeZone },
          fetchPolicy: 'no-cache',
        })
        .pipe(map(({ data }) => ({ from, to, usage: data?.usage }))),
  });
  /** What was last read stays while the next is awaited. */
  private readonly last = linkedSignal<Read | undefined, Read | undefined>({
    source: () => (this.usageRead.hasValue() ? this.usageRead.value() : undefined),
    computation: (read, before) => read ?? before?.value,
  });

  readonly account = computed(() =>
    this.accountRead.hasValue() ? this.accountRead.value() : undefined,
  );
  readonly accountError = this.accountRead.error;
  readonly usage = computed(() => this.last()?.usage);
  readonly usageError = this.usageRead.error;
  readonly isLoading = computed(() => this.accountRead.isLoading() || this.usageRead.isLoading());
  readonly hasBoth = computed(() => {
    const entries = this.usage()?.entries ?? [];
    return new Set(entries.map(({ atVendor }) => atVendor)).size > 1;
  });
  /** The vendors' bills, unless only the mock or servers of one's own were asked. */
  readonly atVendor = linkedSignal(
    () => this.usage()?.entries.some((each) => each.atVendor) ?? true,
  );
  readonly entries = computed(() =>
    (this.usage()?.entries ?? []).filter((each) => each.atVendor === this.atVendor()),
  );
  /** Money, unless not one price is known. */
  readonly measure = linkedSignal<Measure>(() => {
    const entries = this.entries();
    return entries.length && entries.every((each) => each.estimatedUsd === null)
      ? 'results'
      : 'money';
  });
  readonly sums = computed(() => {
    const usage = this.usage();
    return this.atVendor() ? usage?.totals : usage?.elsewhere;
  });
  readonly chart = computed(() => {
    const read = this.last();
    const days = read ? daysBetween(read.from, read.to) : [];
    return chartOf(this.entries(), days, this.group(), this.measure());
  });

  againAccount(): void {
    this.accountRead.reload();
  }

  againUsage(): void {
    this.usageRead.reload();
  }
}

interface Read {
  from: string;
  to: string;
  usage: UsageQuery['usage'] | undefined;
}
