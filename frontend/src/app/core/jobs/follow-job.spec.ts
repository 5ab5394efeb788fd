import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloTestingController } from 'apollo-angular/testing';
import { jobRow, timelineEvent } from '../../../testing/jobs';
import { followJob } from './follow-job';
import { FollowJobDocument, TimelineEventFragment } from './generated';

describe('following a job', () => {
  const id = signal<string | undefined>(undefined);

  const told = (different: Partial<TimelineEventFragment>, results = {}) => ({
    data: {
      jobEvents: {
        ...timelineEvent(different),
        job: { ...jobRow(), images: [], song: null, ...results },
      },
    },
  });

  it('gathers its timeline, its latest picture and its results', async () => {
    const apollo = TestBed.inject(ApolloTestingController);
    const followed = TestBed.runInInjectionContext(() => followJob(id));
    id.set('job-1');
    const events = await vi.waitFor(() => apollo.expectOne(FollowJobDocument));
    expect(events.operation.variables).toEqual({ jobId: 'job-1', after: 0 });

    events.flush(told({ sequence: 1, previewUrl: '/media/a/preview' }));
    events.flush(told({ sequence: 2 }, { images: [{ __typename: 'Image', id: 'image-1' }] }));

    await vi.waitFor(() => {
      expect(followed.events().map(({ sequence }) => sequence)).toEqual([1, 2]);
    });
    expect(followed.previewUrl()).toBe('/media/a/preview');
    expect(followed.job()?.images[0]?.id).toBe('image-1');
  });

  it('goes on behind its last event when the studio ends the stream before the job', async () => {
    const apollo = TestBed.inject(ApolloTestingController);
    TestBed.runInInjectionContext(() => followJob(id));
    id.set('job-2');
    const events = await vi.waitFor(() => apollo.expectOne(FollowJobDocument));
    events.flush(told({ sequence: 4 }));
    events.complete();
    const again = await vi.waitFor(() => apollo.expectOne(FollowJobDocument), 4_500);
    expect(again.operation.variables['after']).toBe(4);
  });

  it('rests while there is no job to follow', () => {
    id.set(undefined);
    const followed = TestBed.runInInjectionContext(() => followJob(id));
    TestBed.tick();
    TestBed.inject(ApolloTestingController).expectNone(FollowJobDocument);
    expect(followed.job()).toBeUndefined();
  });
});
