import { Component, computed, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Player } from '../../core/player/player';

/** Plays one choice, or holds it while it plays; what else is in the queue its page knows. */
@Component({
  selector: 'app-play-button',
  imports: [MatIcon, MatIconButton, TranslocoDirective],
  template: `
    <button
      *transloco="let t; prefix: 'songs'"
      matIconButton
      type="button"
      [attr.aria-label]="t(isPlaying() ? 'pauseIt' : 'playIt', { title: name() })"
      (click)="press()"
    >
      <mat-icon [svgIcon]="isPlaying() ? 'pause' : 'play'" />
    </button>
  `,
})
export class PlayButton {
  /** Of the song or choice, to be heard. */
  readonly name = input.required<string>();
  /** The global ids of what it stands for: one choice, or all of a song. */
  readonly choiceIds = input.required<readonly string[]>();
  /** It is to be played from its beginning. */
  readonly started = output();

  private readonly player = inject(Player);
  private readonly isCurrent = computed(() => {
    const id = this.player.current()?.id;
    return id !== undefined && this.choiceIds().includes(id);
  });
  protected readonly isPlaying = computed(() => this.isCurrent() && this.player.isPlaying());

  protected press(): void {
    if (this.isCurrent()) this.player.toggle();
    else this.started.emit();
  }
}
