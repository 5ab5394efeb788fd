import { Component, computed, inject, input, output, resource } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../i18n/formats';
import { bars, outline, type Waveform as Peaks } from './peaks';

const BARS = 160;
/** By keys; a click goes to the very moment. */
const STEP_MS = 5_000;
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP_MS,
  ArrowDown: -STEP_MS,
  ArrowRight: STEP_MS,
  ArrowUp: STEP_MS,
};

/** A song's sound as a picture, and the slider that goes to a moment of it. */
@Component({
  selector: 'app-waveform',
  imports: [TranslocoDirective],
  templateUrl: './waveform.html',
  styleUrl: './waveform.scss',
})
export class Waveform {
  /** The peaks; a plain line is drawn while there are none. */
  readonly url = input.required<string | null>();
  readonly durationMs = input.required<number>();
  readonly positionMs = input(0);
  /** What is heard there. */
  readonly label = input.required<string>();
  /** The moment to go to, in milliseconds. */
  readonly sought = output<number>();

  private readonly formats = inject(Formats);
  private readonly peaks = resource({
    params: () => this.url() ?? undefined,
    loader: async ({ params, abortSignal }) => {
      const answer = await fetch(params, { signal: abortSignal });
      return answer.ok ? ((await answer.json()) as Peaks) : undefined;
    },
  });
  protected readonly heights = computed(() => {
    const peaks = this.peaks.hasValue() ? this.peaks.value() : undefined;
    return peaks ? bars(peaks, BARS) : [];
  });
  protected readonly outline = computed(() => outline(this.heights()));
  protected readonly share = computed(() =>
    this.durationMs() ? Math.min(1, this.positionMs() / this.durationMs()) : 0,
  );
  protected readonly words = computed(
    () => `${this.formats.clock(this.positionMs())} / ${this.formats.clock(this.durationMs())}`,
  );

  protected step(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.sought.emit(Math.min(this.durationMs(), Math.max(0, this.positionMs() + step)));
  }

  protected seek(event: Event): void {
    this.sought.emit(Number((event.target as HTMLInputElement).value));
  }
}
