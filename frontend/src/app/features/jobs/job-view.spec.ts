import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { ApolloTestingController } from 'apollo-angular/testing';
import { jobRow, timelineEvent } from '../../../testing/jobs';
import { CancelJobDocument, FollowJobDocument, RetryJobDocument } from '../../core/jobs/generated';
import { JobRow } from '../../core/jobs/job-states';
import { JobViewDocument } from './generated';
import { JobView } from './job-view';

describe('the page of a job', () => {
  async function shown(job: Partial<JobRow>) {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('jobs')] });
    const fixture = TestBed.createComponent(JobView, {
      bindings: [inputBinding('id', signal('job-1'))],
    });
    fixture.detectChanges();
    const apollo = TestBed.inject(ApolloTestingController);
    const request = { __typename: 'SongRequest', lyrics: 'La', style: 'folk', n: 1, title: null };
    const data = { job: { ...jobRow(job), retryOf: null, request, images: [], song: null } };
    (await vi.waitFor(() => apollo.expectOne(JobViewDocument))).flushData(data);
    const followed = await vi.waitFor(() => apollo.expectOne(FollowJobDocument));
    const told = { ...timelineEvent(), job: { ...jobRow(job), images: [], song: null } };
    followed.flush({ data: { jobEvents: told } });
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const text = () => (fixture.nativeElement as HTMLElement).textContent ?? '';
    return { apollo, loader, text };
  }

  it('offers a free retry without a question', async () => {
    const ended = { state: 'FAILED', canCancel: false, canRetry: true } as const;
    const { apollo, loader } = await shown({ ...ended, retryIsFree: true });
    const retry = await loader.getHarness(MatButtonHarness.with({ text: /free of charge/ }));
    await retry.click();
    apollo.expectOne(RetryJobDocument);
  });

  it('says before a retry that it is charged', async () => {
    const ended = { state: 'FAILED', canCancel: false, canRetry: true } as const;
    const { text } = await shown({ ...ended, retryIsFree: false });
    await vi.waitFor(() => {
      expect(text()).toContain('which the provider charges again');
    });
  });

  it('shows why it failed and what to do', async () => {
    const failure = {
      __typename: 'JobFailure',
      code: 'QUOTA',
      message: 'No credits.',
      hint: 'Top up.',
    } as const;
    const { text } = await shown({ state: 'FAILED', failure });
    await vi.waitFor(() => {
      expect(text()).toContain('No credits.');
    });
    expect(text()).toContain('Top up.');
  });

  it('cancels only after it has said that it may be charged', async () => {
    const { apollo, loader, text } = await shown({});
    await loader.getHarness(MatButtonHarness.with({ text: 'Cancel' }));
    expect(text()).toContain('may still be charged');
    apollo.expectNone(CancelJobDocument);
  });
});
