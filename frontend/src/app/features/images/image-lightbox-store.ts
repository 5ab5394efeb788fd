import { computed, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { ImageDetailDocument } from './generated';

/** The one image that is looked at, with everything that is known of it. */
@Service({ autoProvided: false })
export class ImageLightboxStore {
  private readonly apollo = inject(Apollo);
  private readonly id = signal<string | undefined>(undefined);
  private readonly read = rxResource({
    params: () => this.id(),
    stream: ({ params }) =>
      this.apollo
        .watchQuery({ query: ImageDetailDocument, variables: { id: params } })
        .valueChanges.pipe(
          complete(),
          map(({ image }) => image),
        ),
  });

  readonly error = this.read.error;
  /** Undefined until it is read. */
  readonly image = computed(() =>
    this.read.hasValue() ? (this.read.value() ?? undefined) : undefined,
  );
  readonly price = computed(() => {
    const job = this.image()?.job;
    if (!job) return undefined;
    const count = job.request.__typename === 'ImageRequest' ? job.request.n : 1;
    return job.estimatedUsd === null ? null : String(Number(job.estimatedUsd) / count);
  });

  show(id: string): void {
    this.id.set(id);
  }

  again(): void {
    this.read.reload();
  }
}
