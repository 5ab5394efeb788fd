import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatTooltip } from '@angular/material/tooltip';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { ConfirmButton } from '../confirm-button/confirm-button';
import { RatingStars } from '../rating-stars/rating-stars';
import { tagsIn } from '../tag-chips/tags-in';

/** What is asked before something is done. */
type Question = 'tag' | 'rate' | 'favour';

/**
 * What can be done with all that is selected at once; not there while nothing is. What cannot be
 * undone is asked for with the number of things that it is done to.
 */
@Component({
  selector: 'app-selection-bar',
  imports: [
    ConfirmButton,
    MatButton,
    MatIcon,
    MatIconButton,
    MatTooltip,
    RatingStars,
    TranslocoDirective,
  ],
  templateUrl: './selection-bar.html',
  styleUrl: './selection-bar.scss',
})
export class SelectionBar {
  readonly count = input.required<number>();
  /** How many there are to be selected. */
  readonly total = input(0);
  /** Whether all of them are. */
  readonly isAll = input(false);
  /** Whether it is there also while nothing is selected. */
  readonly isOpen = input(false);
  /** Whether they lie in the trash. */
  readonly isTrash = input(false);
  /** Whether all of them are favourites already. */
  readonly areFavourites = input(false);
  readonly isBusy = input(false);

  readonly allWanted = output();
  readonly favoured = output<boolean>();
  readonly rated = output<number | null>();
  readonly tagged = output<string[]>();
  /** They are to go into a collection. */
  readonly collected = output();
  readonly trashed = output();
  readonly restored = output();
  readonly purged = output();
  readonly cleared = output();

  private readonly formats = inject(Formats);
  private readonly injector = inject(Injector);
  private readonly bar = viewChild<ElementRef<HTMLElement>>('bar');
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly question = signal<Question>('tag');
  protected readonly tags = signal('');
  protected readonly stars = signal<number | null>(null);
  protected readonly cannot = computed(() => this.isBusy() || this.count() === 0);
  protected readonly heading = computed(() => {
    if (this.question() === 'favour') return this.areFavourites() ? 'unfavourAll' : 'favourAll';
    return this.question() + (this.isAll() ? 'All' : 'Some');
  });
  protected readonly counted = computed(() => ({ count: this.formats.number(this.count()) }));
  protected readonly all = computed(() => ({ count: this.formats.number(this.total()) }));

  /** With the stars that are given unless others are chosen; null takes ratings away. */
  askRating(stars: number | null): void {
    this.stars.set(stars);
    this.ask('rate');
  }

  /** Of single ones it can be taken back one by one; of all, nobody knows which were. */
  favour(): void {
    if (this.isAll()) this.ask('favour');
    else this.favoured.emit(!this.areFavourites());
  }

  /** The button is gone then; the keys go on from its bar. */
  protected wantAll(): void {
    this.allWanted.emit();
    this.bar()?.nativeElement.focus();
  }

  protected ask(question: Question): void {
    this.tags.set('');
    this.question.set(question);
    afterNextRender(
      () => {
        const dialog = this.dialog()?.nativeElement;
        dialog?.showModal();
        dialog?.querySelector<HTMLElement>('input, [type=submit]')?.focus();
      },
      { injector: this.injector },
    );
  }

  protected close(): void {
    this.dialog()?.nativeElement.close();
  }

  protected answer(event: Event): void {
    event.preventDefault();
    this.close();
    if (this.question() === 'rate') this.rated.emit(this.stars());
    else if (this.question() === 'favour') this.favoured.emit(!this.areFavourites());
    else {
      const tags = tagsIn(this.tags());
      if (tags.length) this.tagged.emit(tags);
    }
  }
}
