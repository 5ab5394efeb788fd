import { inject, Service } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map, Observable } from 'rxjs';
import { Failed, Notices } from '../notices/notices';
import {
  EditItemsDocument,
  EditItemsInput,
  ItemWordsFragment,
  PurgeItemsDocument,
  RestoreItemsDocument,
  TrashItemsDocument,
} from './generated';

export type Item = ItemWordsFragment;

/** What may be changed; what is left out stays as it is. */
export type ItemChanges = Omit<EditItemsInput, 'select'>;

/** The API takes so many ids at once. */
const AT_ONCE = 1_000;

type Answer = { __typename: 'ItemsChanged' | 'ItemsPurged' } | ({ __typename: string } & Failed);

/**
 * What its owner does with images and songs. Each answers whether all of it was done; what was
 * refused or did not get through has been said by a notice by then.
 */
@Service()
export class LibraryCommands {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);

  edit(ids: readonly string[], changes: ItemChanges): Promise<boolean> {
    return this.each(ids, (some) =>
      this.apollo
        .mutate({
          mutation: EditItemsDocument,
          variables: { input: { select: { ids: some }, ...changes } },
        })
        .pipe(map(({ data }) => data?.editItems)),
    );
  }

  /** To the trash, with an offer to undo it; `restored` is called when that was done. */
  async trash(ids: readonly string[], restored: () => void): Promise<boolean> {
    const isDone = await this.each(ids, (some) =>
      this.apollo
        .mutate({ mutation: TrashItemsDocument, variables: { ids: some } })
        .pipe(map(({ data }) => data?.trashItems)),
    );
    if (isDone) {
      this.notices.done('notices.trashed', {
        values: { count: ids.length },
        undo: () => {
          void this.restore(ids).then((isBack) => {
            if (isBack) restored();
          });
        },
      });
    }
    return isDone;
  }

  restore(ids: readonly string[]): Promise<boolean> {
    return this.each(ids, (some) =>
      this.apollo
        .mutate({ mutation: RestoreItemsDocument, variables: { ids: some } })
        .pipe(map(({ data }) => data?.restoreItems)),
    );
  }

  /** For good, with their files; only what lies in the trash. */
  purge(ids: readonly string[]): Promise<boolean> {
    return this.each(ids, (some) =>
      this.apollo
        .mutate({ mutation: PurgeItemsDocument, variables: { ids: some } })
        .pipe(map(({ data }) => data?.purgeItems)),
    );
  }

  private async each(
    ids: readonly string[],
    send: (some: string[]) => Observable<Answer | undefined>,
  ): Promise<boolean> {
    try {
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const answer = await firstValueFrom(send(ids.slice(from, from + AT_ONCE)));
        if (answer && 'message' in answer) {
          this.notices.failed(answer);
          return false;
        }
      }
      return true;
    } catch (error) {
      this.notices.broke(error);
      return false;
    }
  }
}
