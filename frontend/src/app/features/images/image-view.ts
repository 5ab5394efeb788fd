import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { watchPages } from '../../core/graphql/watch-pages';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { MediaCard } from '../../shared/media-card/media-card';
import { ShowMore } from '../../shared/show-more/show-more';
import { ImagesDocument } from './generated';

/** The images that were made, newest first. */
@Component({
  selector: 'app-image-view',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatProgressBar,
    MediaCard,
    RouterLink,
    ShowMore,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h1>{{ t('titles.images') }}</h1>
      @if (pages.isLoading()) {
        <mat-progress-bar mode="indeterminate" [attr.aria-label]="t('shared.loading')" />
      } @else if (pages.error()) {
        <app-error-state [error]="pages.error()" (again)="pages.again()" />
      } @else if (isEmpty()) {
        <app-empty-state icon="images" [heading]="t('images.none')" [text]="t('images.noneText')">
          <a matButton="tonal" routerLink="/images/new">{{ t('titles.newImage') }}</a>
        </app-empty-state>
      }
      <div class="grid">
        @for (each of pages.items(); track each.id) {
          <app-media-card
            [link]="['/images', each.id]"
            [title]="each.title"
            [line]="formats.moment(each.createdAt)"
          >
            <img [src]="each.file.url" alt="" loading="lazy" />
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
export class ImageView {
  protected readonly formats = inject(Formats);
  protected readonly pages = watchPages({
    query: ImagesDocument,
    variables: () => ({}),
    connection: ({ images }) => images,
  });
  protected readonly isEmpty = computed(
    () => !this.pages.items().length && !this.pages.isLoading() && !this.pages.error(),
  );
}
