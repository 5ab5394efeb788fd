import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AllCollections } from '../../core/collections/all-collections';
import { Formats } from '../../core/i18n/formats';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { MediaCard } from '../../shared/media-card/media-card';
import { CollectionCover } from './collection-cover';
import { CollectionDialog } from './collection-dialog';

/** All collections by name, and a way to make another one. */
@Component({
  selector: 'app-collection-list',
  imports: [
    CollectionCover,
    CollectionDialog,
    EmptyState,
    ErrorState,
    MatButton,
    MatIcon,
    MatProgressBar,
    MediaCard,
    TranslocoDirective,
  ],
  providers: [AllCollections],
  templateUrl: './collection-list.html',
  styleUrl: './collection-list.scss',
})
export class CollectionList {
  private readonly router = inject(Router);
  protected readonly formats = inject(Formats);
  protected readonly collections = inject(AllCollections);
  protected readonly isMaking = signal(false);

  /** There it can be filled. */
  protected open(id: string): void {
    void this.router.navigate(['/collections', id]);
  }
}
