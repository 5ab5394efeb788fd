import { Component, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Formats } from '../../core/i18n/formats';
import { LiveJobs } from '../../core/jobs/live-jobs';
import { StudioModels } from '../../core/models/studio-models';
import { MissingKeys } from '../../core/shell/missing-keys';
import { JobStateLabel } from '../../shared/job-state-label/job-state-label';
import { WorkTile } from '../../shared/work-tile/work-tile';
import { StartStore } from './start-store';

/** Where everybody begins: what can be made, what waits for a decision, what was made of late. */
@Component({
  selector: 'app-start',
  imports: [JobStateLabel, MatIcon, MissingKeys, RouterLink, TranslocoDirective, WorkTile],
  providers: [StartStore],
  templateUrl: './start.html',
  styleUrl: './start.scss',
})
export class Start {
  protected readonly models = inject(StudioModels);
  protected readonly jobs = inject(LiveJobs);
  protected readonly store = inject(StartStore);
  protected readonly formats = inject(Formats);
}
