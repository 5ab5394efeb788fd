import { Component, ElementRef, input, output, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConfirmButton } from '../confirm-button/confirm-button';
import { tagsIn } from '../tag-chips/tags-in';

/** What can be done with all that is selected at once; not there while nothing is. */
@Component({
  selector: 'app-selection-bar',
  imports: [ConfirmButton, MatButton, MatIcon, MatIconButton, MatTooltip, TranslocoDirective],
  templateUrl: './selection-bar.html',
  styleUrl: './selection-bar.scss',
})
export class SelectionBar {
  readonly count = input.required<number>();
  /** Whether they lie in the trash. */
  readonly isTrash = input(false);
  /** Whether all of them are favourites already. */
  readonly areFavourites = input(false);
  readonly isBusy = input(false);

  readonly favoured = output<boolean>();
  readonly tagged = output<string[]>();
  readonly trashed = output();
  readonly restored = output();
  readonly purged = output();
  readonly cleared = output();

  protected readonly tags = signal('');
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');

  protected ask(): void {
    this.tags.set('');
    this.dialog()?.nativeElement.showModal();
  }

  protected close(): void {
    this.dialog()?.nativeElement.close();
  }

  protected addTags(event: Event): void {
    event.preventDefault();
    const tags = tagsIn(this.tags());
    this.close();
    if (tags.length) this.tagged.emit(tags);
  }
}
