import { inject, Service } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { Notices } from '../notices/notices';
import {
  EditItemsDocument,
  EditItemsInput,
  ImageIdsDocument,
  ImageIdsQuery,
  ItemWordsFragment,
  PurgeItemsDocument,
  RestoreItemsDocument,
  SongIdsDocument,
  TrashItemsDocument,
} from './generated';
import { Portions } from './portions';
import { Selected } from './selection';

export type Item = ItemWordsFragment;

/** What may be changed; what is left out stays as it is. */
export type ItemChanges = Omit<EditItemsInput, 'select'>;

/**
 * What its owner does with images and songs. Each answers whether all of it was done; what was
 * refused or did not get through has been said by a notice by then.
 */
@Service()
export class LibraryCommands {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly portions = inject(Portions);

  async edit(selected: Selected, changes: ItemChanges): Promise<boolean> {
    const count = await this.portions.each(selected, (select) =>
      this.apollo
        .mutate({ mutation: EditItemsDocument, variables: { input: { select, ...changes } } })
        .pipe(map(({ data }) => data?.editItems)),
    );
    const isMany = 'filter' in selected || selected.ids.length > 1;
    if (isMany && count !== undefined) this.notices.done('notices.changed', { values: { count } });
    return count !== undefined;
  }

  /**
   * To the trash, with an offer to undo it; `restored` is called when that was done. What fits a
   * filter is named first: in the trash it would also find what was there before.
   */
  async trash(selected: Selected, restored: () => void): Promise<boolean> {
    const ids = await this.named(selected);
    if (!ids) return false;
    const count = await this.portions.each({ ids }, (select) =>
      this.apollo
        .mutate({ mutation: TrashItemsDocument, variables: { input: { select } } })
        .pipe(map(({ data }) => data?.trashItems)),
    );
    if (count === undefined) return false;
    const undo = async (): Promise<void> => {
      if (await this.restore({ ids })) restored();
    };
    this.notices.done('notices.trashed', { values: { count }, undo: () => void undo() });
    return this.moved();
  }

  async restore(selected: Selected): Promise<boolean> {
    const count = await this.portions.each(selected, (select) =>
      this.apollo
        .mutate({ mutation: RestoreItemsDocument, variables: { input: { select } } })
        .pipe(map(({ data }) => data?.restoreItems)),
    );
    return count !== undefined && this.moved();
  }

  /**
   * For good, with their files; only what lies in the trash. What fits a filter is named first: if
   * it is not as many as their owner was told, another look is needed.
   */
  async purge(selected: Selected): Promise<boolean> {
    const ids = await this.named(selected);
    if (!ids) return false;
    if ('filter' in selected && ids.length !== selected.count) {
      this.notices.done('notices.anotherLook', { values: { count: ids.length } });
      return false;
    }
    const count = await this.portions.each({ ids }, (select) =>
      this.apollo
        .mutate({ mutation: PurgeItemsDocument, variables: { input: { select } } })
        .pipe(map(({ data }) => data?.purgeItems)),
    );
    return count !== undefined && this.moved();
  }

  /** Lists that other pages show are read anew when they are opened. */
  private moved(): true {
    this.apollo.client.cache.evict({ fieldName: 'library' });
    return true;
  }

  /** The ids of what is selected; undefined if they could not be read. */
  private async named(selected: Selected): Promise<readonly string[] | undefined> {
    if ('ids' in selected) return selected.ids;
    const { kind, filter } = selected;
    const query = kind === 'IMAGE' ? ImageIdsDocument : SongIdsDocument;
    const ids: string[] = [];
    const ask = (after: string | null) =>
      firstValueFrom(
        this.apollo.query({ query, variables: { filter, after }, fetchPolicy: 'no-cache' }),
      );
    try {
      let after: string | null | undefined = null;
      while (after !== undefined) {
        const found: ImageIdsQuery['found'] | undefined = (await ask(after)).data?.found;
        ids.push(...(found?.edges.map(({ node }) => node.id) ?? []));
        after = found?.pageInfo.hasNextPage ? found.edges.at(-1)?.cursor : undefined;
      }
      return ids;
    } catch (error) {
      this.notices.broke(error);
      return undefined;
    }
  }
}
