import {
  afterNextRender,
  Component,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { ShowMore } from '../../shared/show-more/show-more';
import { WorkTile } from '../../shared/work-tile/work-tile';
import { NotFound } from '../not-found/not-found';
import { CollectionDialog } from './collection-dialog';
import { CollectionViewStore } from './collection-view-store';

/** One collection: what is in it, and what can be done with it. */
@Component({
  selector: 'app-collection-view',
  imports: [
    CollectionDialog,
    ConfirmButton,
    EmptyState,
    ErrorState,
    MatButton,
    MatIcon,
    MatIconButton,
    MatProgressBar,
    MatTooltip,
    NotFound,
    RouterLink,
    ShowMore,
    TranslocoDirective,
    WorkTile,
  ],
  providers: [CollectionViewStore],
  templateUrl: './collection-view.html',
  styleUrl: './collection-view.scss',
})
export class CollectionView {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly formats = inject(Formats);
  protected readonly store = inject(CollectionViewStore);
  protected readonly pages = this.store.pages;
  protected readonly isEditing = signal(false);

  constructor() {
    effect(() => {
      this.store.show(this.id());
    });
  }

  /** The keys go on from what comes behind it. */
  protected async takeOut(at: number): Promise<void> {
    await this.store.takeOut(at);
    afterNextRender(
      () => {
        const others = this.host.querySelectorAll<HTMLElement>('.take-out');
        const next = others[at] ?? others[at - 1];
        (next ?? this.host.querySelector<HTMLElement>('app-empty-state a'))?.focus();
      },
      { injector: this.injector },
    );
  }

  protected async delete(): Promise<void> {
    if (await this.store.delete()) await this.router.navigate(['/collections']);
  }
}
