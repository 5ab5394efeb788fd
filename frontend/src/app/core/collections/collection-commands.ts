import { inject, Service } from '@angular/core';
import type { ApolloCache, Reference, StoreObject } from '@apollo/client';
import { TranslocoService } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { failureIn, FailureWords } from '../failures/failure-words';
import { Portions } from '../library/portions';
import { Selected } from '../library/selection';
import { Notices } from '../notices/notices';
import { Collection } from './all-collections';
import {
  AddToCollectionDocument,
  CollectionsDocument,
  DeleteCollectionDocument,
  RemoveFromCollectionDocument,
  SaveCollectionDocument,
  SaveCollectionInput,
} from './generated';

/** The API takes names that long. */
export const NAME_LIMIT = 100;
export const DESCRIPTION_LIMIT = 2_000;

/** The collection as it is now, or why it was not saved. */
export type Saved =
  { readonly collection: Collection; readonly problem?: undefined } | { readonly problem: string };

type Named = Pick<Collection, 'id' | 'name'>;

/** What its owner does with collections. What is in them stays in the library whatever is done. */
@Service()
export class CollectionCommands {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly portions = inject(Portions);
  private readonly words = inject(FailureWords);
  private readonly transloco = inject(TranslocoService);

  /** All of it is replaced: what is left out is as in a new one. */
  async save(input: SaveCollectionInput): Promise<Saved> {
    try {
      const answer$ = this.apollo.mutate({
        mutation: SaveCollectionDocument,
        variables: { input },
      });
      const answer = (await firstValueFrom(answer$)).data?.saveCollection;
      if (!answer) throw new Error('The studio answered without data.');
      if (answer.__typename !== 'SaveCollectionSuccess') {
        if (answer.__typename === 'ValidationError') {
          return { problem: answer.fields.map(({ message }) => message).join(' ') };
        }
        const isTaken = answer.code === 'CONFLICT' && (await this.has(input.name.trim()));
        return { problem: isTaken ? this.said('collect.taken') : this.words.line(answer) };
      }
      this.reread();
      return { collection: answer.collection };
    } catch (error) {
      console.warn(error);
      const failure = failureIn(error);
      const problem = failure ? this.words.line(failure) : this.said('shared.unreachable');
      return { problem };
    }
  }

  /** Says how many are in it now, and where to see them. */
  async add({ id, name }: Named, selected: Selected): Promise<boolean> {
    const count = await this.put(id, selected);
    if (count === undefined) return false;
    this.notices.done(count ? 'notices.collected' : 'notices.collectedBefore', {
      values: { count, name },
      link: `/collections/${id}`,
    });
    return true;
  }

  /** `before`: what comes behind it in the collection, for when it is undone. */
  async takeOut(
    { id, name }: Named,
    item: { readonly id: string; readonly title: string },
    before: string | undefined,
  ): Promise<void> {
    const count = await this.portions.each({ ids: [item.id] }, (select) =>
      this.apollo
        .mutate({
          mutation: RemoveFromCollectionDocument,
          variables: { input: { collectionId: id, select } },
          update: (cache) => {
            leave(cache, id, item.id);
          },
        })
        .pipe(map(({ data }) => data?.removeFromCollection)),
    );
    if (count === undefined) return;
    this.notices.done('notices.takenOut', {
      values: { name, title: item.title },
      undo: () => void this.put(id, { ids: [item.id] }, before),
    });
  }

  /** Answers whether it is gone. */
  async delete({ id, name }: Named): Promise<boolean> {
    try {
      const answer$ = this.apollo.mutate({
        mutation: DeleteCollectionDocument,
        variables: { input: { collectionId: id } },
      });
      const answer = (await firstValueFrom(answer$)).data?.deleteCollection;
      if (answer && 'code' in answer && answer.code !== 'NOT_FOUND') {
        this.notices.failed(answer);
        return false;
      }
      this.reread();
      this.notices.done('notices.collectionDeleted', { values: { name } });
      return true;
    } catch (error) {
      this.notices.broke(error);
      return false;
    }
  }

  /** Answers how many were not in it; its things are asked for anew, from the top. */
  private async put(
    collectionId: string,
    selected: Selected,
    before?: string,
  ): Promise<number | undefined> {
    const count = await this.portions.each(selected, (select) =>
      this.apollo
        .mutate({
          mutation: AddToCollectionDocument,
          variables: { input: { collectionId, select, before } },
        })
        .pipe(map(({ data }) => data?.addToCollection)),
    );
    this.apollo.client.cache.evict({ id: keyOf(collectionId), fieldName: 'items' });
    return count;
  }

  /** What shows all of them asks anew: another name may stand elsewhere. */
  private reread(): void {
    this.apollo.client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'collections' });
  }

  private async has(name: string): Promise<boolean> {
    const answer$ = this.apollo.query({ query: CollectionsDocument, fetchPolicy: 'network-only' });
    const { data } = await firstValueFrom(answer$);
    return data?.collections.some((each) => each.name === name) ?? false;
  }

  private said(key: string): string {
    return this.transloco.translate(key);
  }
}

function keyOf(id: string): string {
  return `Collection:${id}`;
}

/** The pages that are read stay as they are but for it. */
function leave(cache: ApolloCache, collection: string, item: string): void {
  cache.modify<{ items: { edges: readonly StoreObject[] } }>({
    id: keyOf(collection),
    fields: {
      items: (items, { readField }) => {
        if (!('edges' in items)) return items;
        const isAnother = (edge: StoreObject): boolean =>
          readField('id', readField<Reference>('node', edge)) !== item;
        return { ...items, edges: items.edges.filter(isAnother) };
      },
    },
  });
}
