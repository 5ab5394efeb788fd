import { Component, computed, ElementRef, input, model, viewChild } from '@angular/core';
import { FormValueControl, type ValidationError } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { SECTIONS, sectionsOf, withHeading } from './lyrics-sections';
import { characters } from './song-order';

/** Lyrics with their sections: inserted by a button, recognised in what is typed, counted. */
@Component({
  selector: 'app-lyrics-editor',
  imports: [TranslocoDirective],
  templateUrl: './lyrics-editor.html',
  styleUrl: './lyrics-editor.scss',
})
export class LyricsEditor implements FormValueControl<string> {
  readonly value = model('');
  readonly touched = model(false);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  /** The most characters; undefined while it is not known. */
  readonly limit = input<number>();
  /** How many lines are in view. */
  readonly rows = input(14);

  private readonly text = viewChild.required<ElementRef<HTMLTextAreaElement>>('text');
  protected readonly names = SECTIONS;
  protected readonly sections = computed(() => sectionsOf(this.value()));
  protected readonly count = computed(() => characters(this.value()));
  protected readonly isTooLong = computed(() => this.count() > (this.limit() ?? Infinity));
  protected readonly error = computed(() =>
    this.touched() ? this.errors().find(({ message }) => message)?.message : undefined,
  );

  focus(): void {
    this.text().nativeElement.focus();
  }

  protected insert(name: string): void {
    const text = this.text().nativeElement;
    const { lyrics, cursor } = withHeading(this.value(), text.selectionStart, name);
    this.value.set(lyrics);
    text.value = lyrics;
    this.goTo(cursor);
  }

  protected goTo(cursor: number): void {
    const text = this.text().nativeElement;
    text.focus();
    text.setSelectionRange(cursor, cursor);
    // Setting the cursor does not scroll to it.
    const lines = text.value.slice(0, cursor).split('\n').length - 1;
    text.scrollTop = Math.max(0, lines - 2) * Number.parseFloat(getComputedStyle(text).lineHeight);
  }
}
