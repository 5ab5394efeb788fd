import { computed, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { FailureWords } from '../../core/failures/failure-words';
import { Notices } from '../../core/notices/notices';
import {
  DeleteImageTemplateDocument,
  ImageOrderedFragment,
  ImageTemplatesDocument,
  SaveImageTemplateDocument,
} from './generated';
import { ImageInput } from './image-order';

/** Orders that were kept to be used again. */
@Service({ autoProvided: false })
export class ImageTemplatesStore {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly words = inject(FailureWords);
  private readonly read = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: ImageTemplatesDocument }).valueChanges.pipe(
        complete(),
        map(({ templates }) => templates),
      ),
    defaultValue: [],
  });
  private readonly _problem = signal<string | undefined>(undefined);

  readonly all = computed(() => (this.read.hasValue() ? this.read.value() : []));
  /** Why the last one was not kept. */
  readonly problem = this._problem.asReadonly();

  requestOf(id: string): ImageOrderedFragment | undefined {
    const request = this.all().find((each) => each.id === id)?.request;
    return request?.__typename === 'ImageRequest' ? request : undefined;
  }

  /** A name that exists means that template. */
  async save(name: string, image: ImageInput): Promise<void> {
    const templateId = this.all().find((each) => each.name === name)?.id;
    this._problem.set(undefined);
    await this.reread(async () => {
      const { data } = await firstValueFrom(
        this.apollo.mutate({
          mutation: SaveImageTemplateDocument,
          variables: { input: { name, templateId: templateId ?? null, image } },
        }),
      );
      const answer = data?.saveTemplate;
      if (!answer || answer.__typename === 'SaveTemplateSuccess') return;
      const fields = answer.__typename === 'ValidationError' ? answer.fields : [];
      const words = fields.map(({ message }) => message).join(' ');
      this._problem.set(words || this.words.line(answer));
    });
  }

  async delete(templateId: string): Promise<void> {
    await this.reread(async () => {
      const { data } = await firstValueFrom(
        this.apollo.mutate({ mutation: DeleteImageTemplateDocument, variables: { templateId } }),
      );
      const answer = data?.deleteTemplate;
      if (answer?.__typename === 'NotFound') this.notices.failed(answer);
    });
  }

  private async reread(change: () => Promise<void>): Promise<void> {
    try {
      await change();
      await this.apollo.client.refetchQueries({ include: [ImageTemplatesDocument] });
    } catch (error) {
      this.notices.broke(error);
    }
  }
}
