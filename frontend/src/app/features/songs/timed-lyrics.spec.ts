import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { TimedLyrics } from './timed-lyrics';

describe('lyrics in step with the sound', () => {
  const line = (startMs: number, text: string) => ({ startMs, endMs: startMs + 500, text });
  const sections = [
    { kind: 'verse', startMs: 0, endMs: 2_000, lines: [line(500, 'One'), line(1_500, 'Two')] },
    { kind: 'solo', startMs: 2_000, endMs: 4_000, lines: [line(2_500, 'Three')] },
  ];

  async function shown(positionMs: number | undefined) {
    const sought = vi.fn();
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('songs')] });
    const fixture = TestBed.createComponent(TimedLyrics, {
      bindings: [
        inputBinding('sections', signal(sections)),
        inputBinding('positionMs', signal(positionMs)),
        outputBinding('sought', sought),
      ],
    });
    await fixture.whenStable();
    return { page: fixture.nativeElement as HTMLElement, sought };
  }

  it('show the line that is sung, until the next one begins', async () => {
    const { page } = await shown(2_200);
    expect(page.querySelector('[aria-current]')?.textContent?.trim()).toBe('Two');
  });

  it('show none before the first one, and none while another song plays', async () => {
    const { page } = await shown(100);
    expect(page.querySelector('[aria-current]')).toBeNull();
  });

  it('lead to the moment of each line', async () => {
    const { page, sought } = await shown(undefined);
    page.querySelectorAll('button')[2]?.click();
    expect(sought.mock.calls).toEqual([[2_500]]);
    expect(page.textContent).toContain('Verse');
    expect(page.textContent).toContain('solo');
  });
});
