import { Component, ElementRef, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { filter, map, pairwise } from 'rxjs';
import { LiveJobs } from '../jobs/live-jobs';
import { StudioModels } from '../models/studio-models';
import { PlayerDock } from '../player/player-dock';
import { Theme } from '../theme/theme';
import { ConnectionNotice } from './connection-notice';
import { HealthNotice } from './health-notice';
import { JobsTray } from './jobs-tray';
import { MissingKeys } from './missing-keys';
import { Navigation } from './navigation';
import { Settings } from './settings';

/** What surrounds every page. */
@Component({
  selector: 'app-shell',
  imports: [
    ConnectionNotice,
    HealthNotice,
    JobsTray,
    MissingKeys,
    Navigation,
    PlayerDock,
    RouterLink,
    RouterOutlet,
    Settings,
    TranslocoDirective,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  protected readonly models = inject(StudioModels);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    inject(Theme);
    inject(LiveJobs).start();
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        map(({ urlAfterRedirects }) => urlAfterRedirects.split(/[?#]/)[0]),
        pairwise(),
        filter(([from, to]) => from !== to),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.toContent();
      });
  }

  /** Who hears or steps through a page begins at the new one's top, not at the link to it. */
  protected toContent(): void {
    this.main().nativeElement.focus();
  }
}
