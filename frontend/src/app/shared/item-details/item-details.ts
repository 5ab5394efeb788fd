import {
  Component,
  computed,
  ElementRef,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Item, ItemChanges } from '../../core/library/library-commands';
import { RatingStars } from '../rating-stars/rating-stars';
import { tagsIn } from '../tag-chips/tags-in';

const TITLE_LIMIT = 200;

/**
 * An image or a song in its owner's words, changed in place: title, tags, notes, favourite, rating.
 * What was written is told when its field is left or by Enter, and taken back by Escape. What else
 * is known of it comes as content.
 */
@Component({
  selector: 'app-item-details',
  imports: [MatIcon, MatIconButton, RatingStars, TranslocoDirective],
  templateUrl: './item-details.html',
  styleUrl: './item-details.scss',
})
export class ItemDetails {
  readonly item = input.required<Item>();
  /** Only what was changed. */
  readonly edited = output<ItemChanges>();

  protected readonly titleLimit = TITLE_LIMIT;
  private readonly newTag = viewChild<ElementRef<HTMLInputElement>>('newTag');

  protected readonly title = linkedSignal(() => this.item().title);
  protected readonly notes = linkedSignal(() => this.item().notes ?? '');
  protected readonly isInTrash = computed(() => this.item().trashedAt !== null);

  protected keepTitle(): void {
    const title = this.title().trim();
    if (!title) this.title.set(this.item().title);
    else if (title !== this.item().title) this.edited.emit({ title });
  }

  protected keepNotes(): void {
    const notes = this.notes().trim();
    if (notes !== (this.item().notes ?? '')) this.edited.emit({ notes: notes || null });
  }

  protected addTags(event: Event): void {
    event.preventDefault();
    const field = this.newTag()?.nativeElement;
    const tags = tagsIn(field?.value ?? '');
    if (field) field.value = '';
    if (tags.length) this.edited.emit({ addTags: tags });
  }

  protected removeTag(tag: string): void {
    this.edited.emit({ removeTags: [tag] });
    this.newTag()?.nativeElement.focus();
  }

  /** A first Escape takes back what was written; what surrounds it does not hear it. */
  protected takeBack(event: Event, field: 'title' | 'notes'): void {
    const kept = field === 'title' ? this.item().title : (this.item().notes ?? '');
    if (this[field]() === kept) return;
    event.preventDefault();
    event.stopPropagation();
    this[field].set(kept);
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement | HTMLTextAreaElement).value;
  }
}
