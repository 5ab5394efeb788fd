import { computed, effect, inject, Service, untracked } from '@angular/core';
import { firstValueFrom, map, Observable } from 'rxjs';
import { JobRow } from '../../core/jobs/job-states';
import { LiveJobs } from '../../core/jobs/live-jobs';
import { LibraryFilterInput } from '../../core/library/generated';
import { filterOf, LibraryQuery, orderOf } from '../../core/library/library-query';
import { Counts, LibraryStore } from '../../core/library/library-store';
import { Answered } from '../../core/library/paged-window';
import { SongCountsDocument, SongPageDocument, SongRowFragment } from './generated';

/** The songs of the library, also those that are being made. */
@Service({ autoProvided: false })
export class SongListStore extends LibraryStore<SongRowFragment> {
  protected readonly kind = 'SONG';
  private readonly live = inject(LiveJobs);
  private readonly known = computed(
    () => new Map([...this.live.inFlight(), ...this.live.undecided()].map((job) => [job.id, job])),
  );

  constructor() {
    super();
    const making = computed(() => this.live.inFlight().filter(makesSong).map(idOf).sort().join());
    let before = making();
    effect(() => {
      const now = making();
      // One that was ordered stands in the list at once, and one that has ended can be heard.
      if (now !== before && this.isShown) {
        untracked(() => {
          this.refresh();
        });
      }
      before = now;
    });
  }

  /** Its job as it is at this moment. */
  jobOf({ job }: SongRowFragment): JobRow {
    return this.known().get(job.id) ?? job;
  }

  protected countsOf(filter: LibraryFilterInput): Observable<Counts | undefined> {
    return this.apollo
      .query({ query: SongCountsDocument, variables: { filter }, fetchPolicy: 'no-cache' })
      .pipe(map(({ data }) => data?.songs));
  }

  protected async page(
    query: LibraryQuery,
    after: string | null,
  ): Promise<Answered<SongRowFragment>> {
    const { data } = await firstValueFrom(
      this.apollo.query({
        query: SongPageDocument,
        variables: { filter: filterOf(query), order: orderOf(query), after },
        fetchPolicy: 'no-cache',
      }),
    );
    if (!data) throw new Error('The studio answered without data.');
    return data.songs;
  }
}

const idOf = ({ id }: JobRow): string => id;

function makesSong({ kind }: JobRow): boolean {
  return kind !== 'IMAGE' && kind !== 'STEMS';
}
