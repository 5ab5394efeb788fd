import { Component, computed, effect, inject, input } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Notices } from '../../core/notices/notices';
import { Segments } from '../../shared/segments/segments';
import { LyricsEditor } from './lyrics-editor';
import { OrderCost } from './order-cost';
import { OrderProgress } from './order-progress';
import { characters, SongOrder } from './song-order';
import { SongOrderStore } from './song-order-store';
import { SongTemplates } from './song-templates';
import { StyleSuggestions } from './style-suggestions';

const VOICES = ['', 'female', 'male'] as const;
const REFERENCES = ['referenceId', 'vocalId', 'melodyId'] as const;

/** Orders a song or an instrumental, and shows it while it is made. */
@Component({
  selector: 'app-song-generator',
  imports: [
    FormField,
    LyricsEditor,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    OrderCost,
    OrderProgress,
    Segments,
    SongTemplates,
    StyleSuggestions,
    TranslocoDirective,
  ],
  providers: [SongOrderStore],
  templateUrl: './song-generator.html',
  styleUrl: './song-generator.scss',
})
export class SongGenerator {
  /** From the address: the job whose order is to be given again. */
  readonly again = input<string>();

  private readonly router = inject(Router);
  private readonly words = inject(TranslocoService);
  private readonly notices = inject(Notices);
  protected readonly store = inject(SongOrderStore);
  protected readonly characters = characters;
  protected readonly voices = VOICES;
  protected readonly order = form(this.store.order, (path) => {
    validate(path.lyrics, ({ value, valueOf }) => {
      if (valueOf(path.isInstrumental)) return undefined;
      if (!value().trim()) return { kind: 'required', message: this.said('lyricsMissing') };
      return this.tooLong(value(), this.model()?.lyricsLimit) ?? this.wrong('lyrics');
    });
    validate(path.style, ({ value, valueOf }) => {
      const isMissing = valueOf(path.isInstrumental) && !valueOf(path.referenceId);
      if (isMissing && !value().trim()) {
        return { kind: 'required', message: this.said('styleMissing') };
      }
      return this.tooLong(value(), this.model()?.promptLimit) ?? this.wrong('prompt');
    });
    validate(path.title, () => this.wrong('title'));
    for (const each of REFERENCES) validate(path[each], () => this.wrong(each));
  });
  protected readonly model = this.store.model;
  protected readonly n = computed(() => this.store.order().n ?? this.model()?.nDefault ?? 1);
  protected readonly counts = computed(() =>
    Array.from({ length: this.model()?.nLimit ?? 1 }, (_, at) => ({
      value: at + 1,
      label: String(at + 1),
    })),
  );
  protected readonly hasReferences = computed(() =>
    REFERENCES.some((each) => this.store.order()[each] !== ''),
  );

  constructor() {
    effect(() => {
      const jobId = this.again();
      if (jobId) void this.takeOrderOf(jobId);
    });
  }

  protected change(part: Partial<SongOrder>): void {
    this.store.order.update((order) => ({ ...order, ...part }));
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.order().valid()) {
      void this.store.place();
      return;
    }
    this.order().markAsTouched();
    for (const field of [this.order.lyrics, this.order.style]) field().markAsTouched();
    const [first] = this.order().errorSummary();
    first?.fieldTree().focusBoundControl();
  }

  /** Once: loaded anew, the page keeps what was changed since. */
  private async takeOrderOf(jobId: string): Promise<void> {
    const other = await this.store.takeOrderOf(jobId);
    if (other && 'choice' in other && other.choice) {
      // What another song goes on from is ordered at that song, and so are its stems.
      const queryParams = other.__typename === 'ExtensionRequest' ? { again: jobId } : {};
      await this.router.navigate(['/songs', other.choice.song.id], {
        queryParams,
        replaceUrl: true,
      });
      return;
    }
    if (other && 'choice' in other) this.notices.done('songs.originGone');
    await this.router.navigate([], { queryParams: {}, replaceUrl: true });
  }

  private tooLong(text: string, most: number | undefined) {
    const over = characters(text) - (most ?? Infinity);
    return over > 0 ? { kind: 'maxLength', message: this.said('tooLong', { over }) } : undefined;
  }

  private wrong(field: string) {
    const message = this.store.problems()[field];
    return message ? { kind: 'refused', message } : undefined;
  }

  private said(key: string, values: Record<string, unknown> = {}): string {
    return this.words.translate(`songs.${key}`, values);
  }
}
