import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { SongDetailQuery } from './generated';
import { SECTIONS } from './lyrics-sections';

type Song = NonNullable<SongDetailQuery['song']>;
export type TimedSection = Song['choices'][number]['sections'][number];

/** Lyrics in step with the sound: the line that is sung stands out, each one leads to its moment. */
@Component({
  selector: 'app-timed-lyrics',
  templateUrl: './timed-lyrics.html',
  styleUrl: './timed-lyrics.scss',
})
export class TimedLyrics {
  readonly sections = input.required<readonly TimedSection[]>();
  /** Undefined while this is not what plays. */
  readonly positionMs = input<number>();
  /** The moment to go to, in milliseconds. */
  readonly sought = output<number>();

  private readonly words = inject(TranslocoService);

  /** Sections have names of their own in each language; other words stay as they came. */
  protected nameOf(kind: string): string {
    const name = SECTIONS.find((each) => each.toLowerCase() === kind.toLowerCase());
    return name ? this.words.translate(`songs.sections.${name}`) : kind;
  }

  /** A line stays until the next one begins. */
  protected readonly current = computed(() => {
    const at = this.positionMs();
    if (at === undefined) return undefined;
    return this.sections()
      .flatMap(({ lines }) => lines)
      .findLast(({ startMs }) => startMs <= at)?.startMs;
  });
}
