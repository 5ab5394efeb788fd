import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jobRow } from '../../testing/jobs';
import { JobProgress } from './job-progress/job-progress';
import { Money } from './money/money';
import { RatingStars } from './rating-stars/rating-stars';
import { TimeLeft } from './time-left/time-left';

describe('money', () => {
  it('never shows an unknown price as nothing', async () => {
    const usd = signal<string | null>(null);
    const fixture = TestBed.createComponent(Money, { bindings: [inputBinding('usd', usd)] });
    await fixture.whenStable();
    expect(fixture.nativeElement.textContent).toBe('price unknown');
    usd.set('0');
    await fixture.whenStable();
    expect(fixture.nativeElement.textContent).toBe('$0.00');
  });
});

describe('the time left', () => {
  it('counts down between two words of the server', () => {
    vi.useFakeTimers();
    const ms = signal(65_000);
    const fixture = TestBed.createComponent(TimeLeft, { bindings: [inputBinding('ms', ms)] });
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toContain('1:05');
    vi.advanceTimersByTime(10_000);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toContain('0:55');
    vi.useRealTimers();
  });
});

describe('the progress of a job', () => {
  it('goes on while it is a guess, and never to the end', () => {
    vi.useFakeTimers();
    const job = signal(jobRow({ progress: { share: 0.4, estimated: true, remainingMs: 60_000 } }));
    const fixture = TestBed.createComponent(JobProgress, { bindings: [inputBinding('job', job)] });
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toContain('40%');
    vi.advanceTimersByTime(30_000);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toContain('70%');
    vi.advanceTimersByTime(300_000);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toContain('95%');
    vi.useRealTimers();
  });

  it('stands where the provider says it does', () => {
    vi.useFakeTimers();
    const progress = { share: 0.4, estimated: false, remainingMs: 60_000 };
    const fixture = TestBed.createComponent(JobProgress, {
      bindings: [inputBinding('job', signal(jobRow({ progress })))],
    });
    fixture.detectChanges();
    vi.advanceTimersByTime(30_000);
    fixture.detectChanges();
    expect(fixture.nativeElement.textContent).toContain('40%');
    vi.useRealTimers();
  });
});

describe('the rating', () => {
  it('is taken away by choosing it once more', async () => {
    const rating = signal<number | null>(3);
    const rated = vi.fn();
    const fixture = TestBed.createComponent(RatingStars, {
      bindings: [inputBinding('rating', rating), outputBinding('rated', rated)],
    });
    await fixture.whenStable();
    const stars = fixture.nativeElement.querySelectorAll('button') as NodeListOf<HTMLElement>;
    stars[4]?.click();
    stars[2]?.click();
    expect(rated.mock.calls).toEqual([[5], [null]]);
    expect(stars[2]?.getAttribute('aria-pressed')).toBe('true');
  });
});
