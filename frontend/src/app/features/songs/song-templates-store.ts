import { computed, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { Notices } from '../../core/notices/notices';
import {
  DeleteSongTemplateDocument,
  SaveSongTemplateDocument,
  SongTemplateFragment,
  SongTemplatesDocument,
} from './generated';
import { instrumentalInput, songInput, SongOrder } from './song-order';

/** Orders that are kept under a name. */
@Service({ autoProvided: false })
export class SongTemplatesStore {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly _isBusy = signal(false);
  private readonly read = rxResource({
    stream: () =>
      this.apollo
        .watchQuery({ query: SongTemplatesDocument })
        .valueChanges.pipe(complete(), map(sorted)),
    defaultValue: [],
  });

  readonly all = computed(() => (this.read.hasValue() ? this.read.value() : []));
  readonly isBusy = this._isBusy.asReadonly();

  /** A name that is taken means that template anew. Answers whether it was saved. */
  async save(name: string, order: SongOrder): Promise<boolean> {
    const kind = order.isInstrumental ? 'InstrumentalRequest' : 'SongRequest';
    const same = this.all().find((each) => each.name === name && each.request.__typename === kind);
    const input = {
      templateId: same?.id ?? null,
      name,
      ...(order.isInstrumental
        ? { instrumental: instrumentalInput(order) }
        : { song: songInput(order) }),
    };
    return this.change(async () => {
      const { data } = await firstValueFrom(
        this.apollo.mutate({
          mutation: SaveSongTemplateDocument,
          variables: { input },
          refetchQueries: [SongTemplatesDocument],
        }),
      );
      return data?.saveTemplate;
    });
  }

  async delete({ id }: SongTemplateFragment): Promise<boolean> {
    return this.change(async () => {
      const { data } = await firstValueFrom(
        this.apollo.mutate({
          mutation: DeleteSongTemplateDocument,
          variables: { templateId: id },
          refetchQueries: [SongTemplatesDocument],
        }),
      );
      return data?.deleteTemplate;
    });
  }

  private async change(send: () => Promise<Answer | undefined>): Promise<boolean> {
    this._isBusy.set(true);
    try {
      const answer = await send();
      if (!answer?.message) return answer !== undefined;
      const { code, message, hint, fields } = answer;
      this.notices.failed({
        code: code ?? '',
        message: fields?.[0]?.message ?? message,
        hint: hint ?? '',
      });
    } catch (error) {
      this.notices.broke(error);
    } finally {
      this._isBusy.set(false);
    }
    return false;
  }
}

interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
  readonly fields?: readonly { message: string }[];
}

function sorted(data: {
  songs: SongTemplateFragment[];
  instrumentals: SongTemplateFragment[];
}): SongTemplateFragment[] {
  return [...data.songs, ...data.instrumentals].sort((one, other) =>
    one.name.localeCompare(other.name),
  );
}
