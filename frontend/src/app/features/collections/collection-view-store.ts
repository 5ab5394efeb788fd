import { computed, inject, Service, signal } from '@angular/core';
import { CollectionCommands } from '../../core/collections/collection-commands';
import { failureIn } from '../../core/failures/failure-words';
import { watchPages } from '../../core/graphql/watch-pages';
import { CollectionItemsDocument } from './generated';

/** One collection and what is in it, in its own order. */
@Service({ autoProvided: false })
export class CollectionViewStore {
  private readonly commands = inject(CollectionCommands);
  private readonly id = signal<string | undefined>(undefined);

  readonly pages = watchPages({
    query: CollectionItemsDocument,
    variables: () => {
      const id = this.id();
      return id === undefined ? undefined : { id };
    },
    connection: ({ collection }) => collection?.items,
  });
  readonly collection = computed(() => this.pages.data()?.collection ?? undefined);
  readonly isEmpty = computed(
    () => this.collection() && !this.pages.items().length && !this.pages.hasMore(),
  );
  /** Whether there is no such collection; what is no id at all is refused as a bad input. */
  readonly isMissing = computed(() =>
    ['NOT_FOUND', 'INVALID_REQUEST'].includes(failureIn(this.pages.error())?.code ?? ''),
  );

  show(id: string): void {
    this.id.set(id);
  }

  /** What stands at this place. */
  async takeOut(at: number): Promise<void> {
    const [collection, items] = [this.collection(), this.pages.items()];
    const item = items[at];
    if (collection && item) await this.commands.takeOut(collection, item, items[at + 1]?.id);
  }

  /** Answers whether it is gone. */
  async delete(): Promise<boolean> {
    const collection = this.collection();
    return collection !== undefined && (await this.commands.delete(collection));
  }
}
