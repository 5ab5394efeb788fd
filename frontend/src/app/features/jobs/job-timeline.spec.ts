import { inputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { timelineEvent } from '../../../testing/jobs';
import { JobTimeline } from './job-timeline';

describe('the timeline', () => {
  async function entries(...events: ReturnType<typeof timelineEvent>[]): Promise<string[]> {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('jobs')] });
    const fixture = TestBed.createComponent(JobTimeline, {
      bindings: [inputBinding('events', signal(events))],
    });
    await fixture.whenStable();
    const items = fixture.nativeElement.querySelectorAll('li') as NodeListOf<HTMLElement>;
    return [...items].map((item) => item.textContent ?? '');
  }

  it('says of a wait why it is, and when it goes on', async () => {
    const [wait] = await entries(
      timelineEvent({
        kind: 'WAITING',
        message: 'The provider wants fewer requests.',
        code: 'RATE_LIMIT',
        httpStatus: 429,
        attempt: 2,
        nextTryAt: '2026-01-01T12:00:30Z',
      }),
    );
    expect(wait).toContain('The provider wants fewer requests.');
    expect(wait).toMatch(/Next try at .*:30/);
    expect(wait).toContain('HTTP 429');
    expect(wait).toContain('request 2');
  });

  it('shows of a run of progress only the last', async () => {
    const progress = (sequence: number, share: number) =>
      timelineEvent({ sequence, kind: 'PROGRESS', progress: share });
    const shown = await entries(
      timelineEvent({ sequence: 1 }),
      progress(2, 0.2),
      progress(3, 0.4),
      timelineEvent({ sequence: 4, state: 'SUCCEEDED' }),
    );
    expect(shown).toHaveLength(3);
    expect(shown[1]).toContain('40%');
  });
});
