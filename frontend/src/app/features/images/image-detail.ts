import { Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { ErrorState } from '../../shared/error-state/error-state';
import { ImageDetailDocument } from './generated';

/** One image. */
@Component({
  selector: 'app-image-detail',
  imports: [ErrorState, MatProgressBar, TranslocoDirective],
  template: `
    @if (image(); as image) {
      <h1>{{ image.title }}</h1>
      <img [src]="image.file.url" [alt]="image.prompt" />
    } @else if (read.error()) {
      <app-error-state [error]="read.error()" (again)="read.reload()" />
    } @else {
      <mat-progress-bar
        *transloco="let t"
        mode="indeterminate"
        [attr.aria-label]="t('shared.loading')"
      />
    }
  `,
  styles: `
    img {
      max-width: 100%;
      border-radius: var(--app-radius-l);
    }
  `,
})
export class ImageDetail {
  readonly id = input.required<string>();

  private readonly apollo = inject(Apollo);
  protected readonly read = rxResource({
    params: () => this.id(),
    stream: ({ params }) =>
      this.apollo
        .watchQuery({ query: ImageDetailDocument, variables: { id: params } })
        .valueChanges.pipe(
          complete(),
          map(({ image }) => image),
        ),
  });
  protected readonly image = computed(() => (this.read.hasValue() ? this.read.value() : undefined));
}
