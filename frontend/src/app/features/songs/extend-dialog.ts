import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  viewChild,
} from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { Segments } from '../../shared/segments/segments';
import { ExtendSongInput } from './generated';
import { LyricsEditor } from './lyrics-editor';
import { OrderCost } from './order-cost';
import { DetailedChoice } from './song-detail-store';
import { ExtensionAsked, SongModel } from './song-order';
import { letterOf } from './tracks';

/** The moments that the API takes. */
const FIRST_MS = 8_000;
const LAST_MS = 420_000;

/** How a song is to go on from one of its versions. */
@Component({
  selector: 'app-extend-dialog',
  imports: [
    FormField,
    LyricsEditor,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    OrderCost,
    Segments,
    TranslocoDirective,
  ],
  templateUrl: './extend-dialog.html',
  styleUrl: './extend-dialog.scss',
})
export class ExtendDialog {
  readonly choice = input.required<DetailedChoice>();
  readonly style = input<string | null>(null);
  /** What the form begins with, where it was asked for once. */
  readonly asked = input<ExtensionAsked>();
  readonly models = input.required<readonly SongModel[]>();
  readonly isBusy = input(false);
  readonly wanted = output<ExtendSongInput>();
  readonly closed = output();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly formats = inject(Formats);
  protected readonly wish = linkedSignal(() => ({
    lyrics: this.asked()?.lyrics ?? '',
    style: (this.asked() ?? { style: this.style() }).style ?? '',
    title: this.asked()?.title ?? '',
  }));
  protected readonly fields = form(this.wish, (path) => {
    required(path.lyrics);
  });
  protected readonly modelName = linkedSignal(() => this.asked()?.model ?? '');
  protected readonly model = computed(
    () => this.models().find(({ name }) => name === this.modelName()) ?? this.models()[0],
  );
  protected readonly chosenN = linkedSignal(() => this.asked()?.n);
  protected readonly n = computed(() => this.chosenN() ?? this.model()?.nDefault ?? 1);
  protected readonly counts = computed(() =>
    Array.from({ length: this.model()?.nLimit ?? 1 }, (_, at) => ({
      value: at + 1,
      label: String(at + 1),
    })),
  );
  protected readonly letter = computed(() => letterOf(this.choice().index));
  protected readonly first = FIRST_MS;
  protected readonly last = computed(() =>
    Math.max(FIRST_MS, Math.min(LAST_MS, this.choice().durationMs ?? LAST_MS)),
  );
  /** The end, until something else is chosen. */
  protected readonly atMs = linkedSignal(() =>
    Math.min(this.asked()?.extendAtMs ?? Infinity, this.last()),
  );
  protected readonly at = computed(() => this.formats.clock(this.atMs()));

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (!this.fields().valid()) {
      this.fields.lyrics().markAsTouched();
      this.fields.lyrics().focusBoundControl();
      return;
    }
    const { lyrics, style, title } = this.wish();
    this.wanted.emit({
      choice: this.choice().id,
      lyrics,
      extendAtMs: this.atMs(),
      prompt: style.trim() || null,
      model: this.model()?.name ?? null,
      n: this.n(),
      title: title.trim() || null,
    });
  }
}
