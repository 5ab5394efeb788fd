import { Component, computed, inject, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { ErrorState } from '../../shared/error-state/error-state';
import { SongDetailDocument } from './generated';

/** One song. */
@Component({
  selector: 'app-song-detail',
  imports: [ErrorState, MatProgressBar, TranslocoDirective],
  template: `
    @if (song(); as song) {
      <h1>{{ song.title }}</h1>
      @for (choice of song.choices; track choice.index) {
        @if (choice.mp3; as mp3) {
          <audio controls preload="none" [src]="mp3.url" [attr.aria-label]="mp3.filename"></audio>
        }
      }
      <p>{{ song.lyrics }}</p>
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
    p {
      white-space: pre-line;
    }
    audio {
      display: block;
      margin-bottom: var(--app-space-3);
    }
  `,
})
export class SongDetail {
  readonly id = input.required<string>();

  private readonly apollo = inject(Apollo);
  protected readonly read = rxResource({
    params: () => this.id(),
    stream: ({ params }) =>
      this.apollo
        .watchQuery({ query: SongDetailDocument, variables: { id: params } })
        .valueChanges.pipe(
          complete(),
          map(({ song }) => song),
        ),
  });
  protected readonly song = computed(() => (this.read.hasValue() ? this.read.value() : undefined));
}
