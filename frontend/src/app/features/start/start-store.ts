import { computed, inject, Service } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { LatestWorksDocument } from '../../core/library/generated';

const FEW = 12;

/** What was made of late, images and songs. */
@Service({ autoProvided: false })
export class StartStore {
  private readonly apollo = inject(Apollo);
  private readonly read = rxResource({
    stream: () =>
      this.apollo
        .watchQuery({
          query: LatestWorksDocument,
          variables: { first: FEW, filter: { states: ['SUCCEEDED'] } },
        })
        .valueChanges.pipe(
          complete(),
          map(({ library }) => library.edges.slice(0, FEW).map(({ node }) => node)),
        ),
    defaultValue: [],
  });

  /** Whether it is known what there is; what stands below would be pushed away by it. */
  readonly isRead = computed(() => !this.read.isLoading());
  readonly latest = computed(() => (this.read.hasValue() ? this.read.value() : []));
}
