import { effect, inject, Service, untracked } from '@angular/core';
import { firstValueFrom, map, Observable } from 'rxjs';
import { LiveJobs } from '../../core/jobs/live-jobs';
import { LibraryFilterInput } from '../../core/library/generated';
import { filterOf, LibraryQuery, orderOf } from '../../core/library/library-query';
import { Counts, LibraryStore } from '../../core/library/library-store';
import { Answered } from '../../core/library/paged-window';
import { ImageCountsDocument, ImagePageDocument, ImageTileFragment } from './generated';

export type ImageTileData = ImageTileFragment;

/** The images of the library. */
@Service({ autoProvided: false })
export class ImageLibraryStore extends LibraryStore<ImageTileData> {
  protected readonly kind = 'IMAGE';

  constructor() {
    super();
    const { landed } = inject(LiveJobs);
    effect(() => {
      if (landed()?.kind === 'IMAGE') {
        untracked(() => {
          this.letIn();
        });
      }
    });
  }

  protected countsOf(filter: LibraryFilterInput): Observable<Counts | undefined> {
    return this.apollo
      .query({ query: ImageCountsDocument, variables: { filter }, fetchPolicy: 'no-cache' })
      .pipe(map(({ data }) => data?.images));
  }

  protected async page(
    query: LibraryQuery,
    after: string | null,
  ): Promise<Answered<ImageTileData>> {
    const { data } = await firstValueFrom(
      this.apollo.query({
        query: ImagePageDocument,
        variables: { filter: filterOf(query), order: orderOf(query), after },
        fetchPolicy: 'no-cache',
      }),
    );
    if (!data) throw new Error('The studio answered without data.');
    return data.images;
  }
}
