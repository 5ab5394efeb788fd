import { Component, inject, ViewEncapsulation } from '@angular/core';
import { Player } from './player';
import { PlayerBar } from './player-bar';

/** Where the player stands; it is loaded with the first thing that is played. */
@Component({
  selector: 'app-player-dock',
  imports: [PlayerBar],
  encapsulation: ViewEncapsulation.None,
  template: `
    @if (player.current()) {
      @defer (on immediate) {
        <app-player-bar />
      }
    }
  `,
  styles: `
    /* What has the focus is never hidden behind the bar. */
    html:has(app-player-bar) {
      --app-player: 68px;
      scroll-padding-bottom: 160px;
    }
    app-player-dock {
      position: sticky;
      bottom: 0;
      z-index: 2;
    }
    /* The navigation is at the bottom there. */
    @media (max-width: 839.98px) {
      html:has(app-player-bar) {
        --app-player: 92px;
      }
      app-player-dock {
        bottom: calc(68px + env(safe-area-inset-bottom));
      }
    }
  `,
})
export class PlayerDock {
  protected readonly player = inject(Player);
}
