import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { watchPages } from '../../core/graphql/watch-pages';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { MediaCard } from '../../shared/media-card/media-card';
import { ShowMore } from '../../shared/show-more/show-more';
import { SongsDocument } from './generated';

/** The songs that were made, newest first. */
@Component({
  selector: 'app-song-view',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatIcon,
    MatProgressBar,
    MediaCard,
    RouterLink,
    ShowMore,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h1>{{ t('titles.songs') }}</h1>
      @if (pages.isLoading()) {
        <mat-progress-bar mode="indeterminate" [attr.aria-label]="t('shared.loading')" />
      } @else if (pages.error()) {
        <app-error-state [error]="pages.error()" (again)="pages.again()" />
      } @else if (isEmpty()) {
        <app-empty-state icon="songs" [heading]="t('songs.none')" [text]="t('songs.noneText')">
          <a matButton="tonal" routerLink="/songs/new">{{ t('titles.newSong') }}</a>
        </app-empty-state>
      }
      <div class="grid">
        @for (each of pages.items(); track each.id) {
          <app-media-card
            [link]="['/songs', each.id]"
            [title]="each.title"
            [line]="formats.moment(each.createdAt)"
          >
            <mat-icon svgIcon="song" aria-hidden="true" />
          </app-media-card>
        }
      </div>
      @if (pages.hasMore()) {
        <app-show-more [isLoading]="pages.isLoadingMore()" (more)="pages.more()" />
      }
    </ng-container>
  `,
  styles: `
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(200px, 40vw), 1fr));
      gap: var(--app-space-5) var(--app-space-4);
    }
  `,
})
export class SongView {
  protected readonly formats = inject(Formats);
  protected readonly pages = watchPages({
    query: SongsDocument,
    variables: () => ({}),
    connection: ({ songs }) => songs,
  });
  protected readonly isEmpty = computed(
    () => !this.pages.items().length && !this.pages.isLoading() && !this.pages.error(),
  );
}
