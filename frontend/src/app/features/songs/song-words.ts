import {
  afterNextRender,
  Component,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { ItemChanges } from '../../core/library/library-commands';
import { TagChips } from '../../shared/tag-chips/tag-chips';
import { SongRowFragment } from './generated';
import { stylesIn } from './style-words';

/** What its owner calls a song and notes of it; to be changed in the same place. */
@Component({
  selector: 'app-song-words',
  imports: [
    MatButton,
    MatFormField,
    MatHint,
    MatIcon,
    MatInput,
    MatLabel,
    TagChips,
    TranslocoDirective,
  ],
  templateUrl: './song-words.html',
  styleUrl: './song-words.scss',
})
export class SongWords {
  readonly song = input.required<SongRowFragment>();
  /** Changes it; answers whether that was done. */
  readonly save = input.required<(change: ItemChanges) => Promise<boolean>>();
  readonly saved = output();

  private readonly injector = inject(Injector);
  private readonly titleField = viewChild<ElementRef<HTMLInputElement>>('title');
  private readonly edit = viewChild<unknown, ElementRef<HTMLElement>>('edit', { read: ElementRef });
  protected readonly isEdited = signal(false);
  protected readonly isSaving = signal(false);

  protected begin(): void {
    this.isEdited.set(true);
    this.focusNext(() => this.titleField()?.nativeElement);
  }

  protected end(): void {
    this.isEdited.set(false);
    this.focusNext(() => this.edit()?.nativeElement);
  }

  protected async submit(event: Event, title: string, tags: string, notes: string): Promise<void> {
    event.preventDefault();
    this.isSaving.set(true);
    const change = { title: title.trim(), tags: stylesIn(tags), notes: notes.trim() || null };
    const isDone = await this.save()(change);
    this.isSaving.set(false);
    if (!isDone) return;
    this.end();
    this.saved.emit();
  }

  /** Who works by keys goes on where the page has changed. */
  private focusNext(element: () => HTMLElement | undefined): void {
    afterNextRender(() => element()?.focus(), { injector: this.injector });
  }
}
