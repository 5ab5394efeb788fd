import type { TimelineEventFragment } from '../app/core/jobs/generated';
import type { JobRow } from '../app/core/jobs/job-states';

/** A job as the API tells it; it runs unless the test says something else. */
export function jobRow(different: Partial<JobRow> = {}): JobRow & { __typename: 'Job' } {
  return {
    __typename: 'Job',
    id: 'job-1',
    kind: 'SONG',
    provider: 'MUREKA',
    model: 'auto',
    prompt: 'acoustic folk',
    state: 'RUNNING',
    progress: { share: 0.4, estimated: true, remainingMs: 65_000 },
    attempt: 1,
    estimatedUsd: '0.06',
    createdAt: '2026-01-01T12:00:00Z',
    finishedAt: null,
    nextStepAt: null,
    cancelRequested: false,
    canCancel: true,
    canRetry: false,
    retryIsFree: false,
    providerJobId: 'task-9',
    failure: null,
    ...different,
  };
}

export function timelineEvent(different: Partial<TimelineEventFragment> = {}) {
  return {
    __typename: 'JobEvent' as const,
    sequence: 1,
    at: '2026-01-01T12:00:00Z',
    kind: 'MOVED' as const,
    state: 'RUNNING' as const,
    message: 'The provider works on it.',
    attempt: 1,
    progress: null,
    code: null,
    httpStatus: null,
    nextTryAt: null,
    previewUrl: null,
    ...different,
  };
}
