import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { Player } from './player';

const KEY = 'macki.playerKeys';
const STEP_MS = 5_000;
/** What does something of its own with keys. */
const TAKES_KEYS =
  'input, textarea, select, button, a, summary, dialog, [contenteditable], [role=slider], [popover]:popover-open';

/** Single keys for the player. They can be turned off: who speaks to a computer types by chance. */
@Service()
export class PlayerKeys {
  private readonly player = inject(Player);
  private readonly document = inject(DOCUMENT);
  private readonly _areOn = signal(localStorage.getItem(KEY) !== 'off');
  readonly areOn = this._areOn.asReadonly();

  private readonly actions: Readonly<Record<string, () => void>> = {
    ' ': () => {
      this.player.toggle();
    },
    ArrowLeft: () => {
      this.player.seek(this.player.positionMs() - STEP_MS);
    },
    ArrowRight: () => {
      this.player.seek(this.player.positionMs() + STEP_MS);
    },
    n: () => {
      this.player.next();
    },
    p: () => {
      this.player.previous();
    },
  };

  use(on: boolean): void {
    localStorage.setItem(KEY, on ? 'on' : 'off');
    this._areOn.set(on);
  }

  press(event: KeyboardEvent): void {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (!this._areOn() || hasModifier || event.defaultPrevented) return;
    const act = this.actions[event.key];
    if (!act || this.isTaken(event.target)) return;
    event.preventDefault();
    act();
  }

  private isTaken(target: EventTarget | null): boolean {
    if (this.document.querySelector('dialog[open]')) return true;
    return target instanceof Element && target.closest(TAKES_KEYS) !== null;
  }
}
