import type { JobRowFragment, JobState } from './generated';

export type { JobRowFragment as JobRow, JobKind, JobState } from './generated';

const ENDED: ReadonlySet<JobState> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);

export function hasEnded(job: Pick<JobRowFragment, 'state'>): boolean {
  return ENDED.has(job.state);
}

/** It does not go on, or is lost, without its owner. */
export function wantsDecision(job: Pick<JobRowFragment, 'state'>): boolean {
  return job.state === 'NEEDS_CHECK' || job.state === 'FAILED';
}
