import { Component, computed, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { SongCover } from '../../shared/song-cover/song-cover';
import { Formats } from '../i18n/formats';
import { Player } from './player';
import { PlayerKeys } from './player-keys';
import { Waveform } from './waveform';

/** What plays, on every page. */
@Component({
  selector: 'app-player-bar',
  imports: [MatIcon, MatIconButton, RouterLink, SongCover, TranslocoDirective, Waveform],
  templateUrl: './player-bar.html',
  styleUrl: './player-bar.scss',
  host: { '(document:keydown)': 'keys.press($event)' },
})
export class PlayerBar {
  private readonly formats = inject(Formats);
  protected readonly player = inject(Player);
  protected readonly keys = inject(PlayerKeys);
  protected readonly position = computed(() => this.formats.clock(this.player.positionMs()));
  protected readonly duration = computed(() => this.formats.clock(this.player.durationMs()));
  protected readonly shortcuts = ['space', 'arrows', 'next', 'previous'];

  protected setVolume(event: Event): void {
    this.player.setVolume(Number((event.target as HTMLInputElement).value) / 100);
  }
}
