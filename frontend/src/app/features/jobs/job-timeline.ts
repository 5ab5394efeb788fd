import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { FailureWords } from '../../core/failures/failure-words';
import { Formats } from '../../core/i18n/formats';
import type { TimelineEventFragment } from '../../core/jobs/generated';

/** What has happened to a job, in plain words; of a run of progress only the last is shown. */
@Component({
  selector: 'app-job-timeline',
  imports: [TranslocoDirective],
  templateUrl: './job-timeline.html',
  styleUrl: './job-timeline.scss',
})
export class JobTimeline {
  readonly events = input.required<readonly TimelineEventFragment[]>();

  protected readonly formats = inject(Formats);
  protected readonly words = inject(FailureWords);
  protected readonly entries = computed(() =>
    this.events().filter(
      (event, index, all) => event.kind !== 'PROGRESS' || all[index + 1]?.kind !== 'PROGRESS',
    ),
  );
}
