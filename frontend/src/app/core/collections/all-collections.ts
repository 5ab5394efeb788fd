import { computed, inject, Service } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../graphql/complete';
import { CollectionsDocument, CollectionTileFragment } from './generated';

export type Collection = CollectionTileFragment;

/** All collections by name, each as it is at this moment. */
@Service({ autoProvided: false })
export class AllCollections {
  private readonly apollo = inject(Apollo);
  private readonly read = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: CollectionsDocument }).valueChanges.pipe(
        complete(),
        map(({ collections }) => collections),
      ),
  });

  readonly all = computed<readonly Collection[]>(() =>
    this.read.hasValue() ? this.read.value() : [],
  );
  readonly isRead = computed(() => this.read.hasValue());
  readonly error = this.read.error;

  again(): void {
    this.read.reload();
  }
}
