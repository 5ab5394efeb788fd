import { TestBed } from '@angular/core/testing';
import { Apollo } from 'apollo-angular';
import { ApolloTestingController } from 'apollo-angular/testing';
import { jobRow } from '../../../testing/jobs';
import { FeedDocument, FeedPlaceDocument, JobsInFlightDocument } from './generated';
import { JobRow } from './job-states';
import { LiveJobs } from './live-jobs';

describe('the live jobs', () => {
  let apollo: ApolloTestingController;
  let jobs: LiveJobs;

  const connection = (...rows: JobRow[]) => ({
    __typename: 'JobConnection',
    edges: rows.map((node) => ({ __typename: 'JobEdge', cursor: node.id, node })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  });

  async function started(...rows: JobRow[]) {
    jobs.start();
    const queue = { __typename: 'Queue', cursor: '41' };
    (await vi.waitFor(() => apollo.expectOne(FeedPlaceDocument))).flushData({ queue });
    const read = await vi.waitFor(() => apollo.expectOne(JobsInFlightDocument));
    read.flushData({ jobs: connection(...rows) });
    return vi.waitFor(() => apollo.expectOne(FeedDocument));
  }

  const event = (job: JobRow, kind = 'MOVED') => ({
    data: { feed: { __typename: 'JobEvent', cursor: '42', kind, state: job.state, job } },
  });

  beforeEach(() => {
    apollo = TestBed.inject(ApolloTestingController);
    jobs = TestBed.inject(LiveJobs);
  });

  it('follow the feed from before the jobs were read, so that nothing is missed', async () => {
    const feed = await started(jobRow());
    expect(feed.operation.variables).toEqual({ after: '41' });
    expect(jobs.inFlight().map(({ id }) => id)).toEqual(['job-1']);
  });

  it('show a new job and its progress, the newest first', async () => {
    const feed = await started(jobRow());
    const second = jobRow({ id: 'job-2', createdAt: '2026-01-02T12:00:00Z' });
    feed.flush(event(second));
    expect(jobs.inFlight().map(({ id }) => id)).toEqual(['job-2', 'job-1']);
  });

  it('let a job go that has succeeded, and say that it has landed', async () => {
    const feed = await started(jobRow());
    feed.flush(event(jobRow({ state: 'SUCCEEDED' })));
    expect(jobs.inFlight()).toEqual([]);
    expect(jobs.landed()?.id).toBe('job-1');
  });

  it('keep what wants a decision until it is dismissed', async () => {
    const feed = await started(jobRow());
    const failed = jobRow({ state: 'FAILED' });
    feed.flush(event(failed));
    expect(jobs.undecided().map(({ id }) => id)).toEqual(['job-1']);
    jobs.dismiss(failed);
    expect(jobs.undecided()).toEqual([]);
  });

  it('ask the lists in view once more when something has moved', async () => {
    const feed = await started();
    const list = TestBed.inject(Apollo).watchQuery({ query: JobsInFlightDocument });
    const watching = list.valueChanges.subscribe();
    feed.flush(event(jobRow()));
    await vi.waitFor(() => apollo.expectOne(JobsInFlightDocument));
    watching.unsubscribe();
  });
});
