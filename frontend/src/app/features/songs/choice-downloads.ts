import { Component, computed, inject, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { DetailedChoice } from './song-detail-store';

interface Download {
  /** Its form, as people call it. */
  readonly name: string;
  readonly url: string;
  readonly sizeBytes?: number;
}

/** What can be saved of a choice: one line for each. */
function downloadsOf({ mp3, lossless, stems, sections, downloads }: DetailedChoice): Download[] {
  return [
    { name: 'MP3', url: downloads.mp3, sizeBytes: mp3?.sizeBytes },
    {
      name: losslessName(lossless?.mediaType),
      url: downloads.lossless,
      sizeBytes: lossless?.sizeBytes,
    },
    { name: 'Stems (ZIP)', url: downloads.stems, sizeBytes: stems?.file.sizeBytes },
    { name: 'LRC', url: sections.length > 0 ? downloads.lrc : null },
    { name: 'Text', url: downloads.text },
    { name: 'Release (ZIP)', url: mp3 ? downloads.release : null },
  ].flatMap(({ url, ...each }) => (url ? [{ ...each, url }] : []));
}

function losslessName(mediaType = ''): string {
  return mediaType.includes('flac') ? 'FLAC' : 'WAV';
}

/** Links that save the files of a choice. */
@Component({
  selector: 'app-choice-downloads',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <ul *transloco="let t; prefix: 'songs'" [attr.aria-label]="t('downloads')">
      @for (each of downloads(); track each.url) {
        <li>
          <a [href]="each.url" download>
            <mat-icon svgIcon="download" aria-hidden="true" />
            {{ each.name }}
            @if (each.sizeBytes; as bytes) {
              <span>{{ formats.size(bytes) }}</span>
            }
          </a>
        </li>
      }
    </ul>
  `,
  styleUrl: './choice-downloads.scss',
})
export class ChoiceDownloads {
  readonly choice = input.required<DetailedChoice>();

  protected readonly formats = inject(Formats);
  protected readonly downloads = computed(() => downloadsOf(this.choice()));
}
