import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { jobRow } from '../../../testing/jobs';
import { JobRow } from '../../core/jobs/job-states';
import { ImageStage } from './image-stage';

describe('the stage of an image', () => {
  async function shown(job: Partial<JobRow> | undefined, previewUrl?: string) {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('images')] });
    const varied = vi.fn();
    const row = job && jobRow({ kind: 'IMAGE', ...job });
    const fixture = TestBed.createComponent(ImageStage, {
      bindings: [
        inputBinding('job', signal(row)),
        inputBinding('previewUrl', signal(previewUrl)),
        outputBinding('varied', varied),
      ],
    });
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    return { root, varied, loader: TestbedHarnessEnvironment.loader(fixture) };
  }

  it('says what will be there before anything is', async () => {
    const { root } = await shown(undefined);
    expect(root.textContent).toContain('Your image appears here');
  });

  it('shows the latest preview while it is made', async () => {
    const { root } = await shown({ state: 'RUNNING' }, '/media/a/preview');
    expect(root.querySelector('img')?.getAttribute('src')).toBe('/media/a/preview');
    expect(root.querySelector('mat-progress-bar')).not.toBeNull();
  });

  it('says why it failed and what to do, and lets the order be changed', async () => {
    const failure = { code: 'MODERATION', message: 'Refused.', hint: 'Reword it.' } as const;
    const { root, varied, loader } = await shown({ state: 'FAILED', failure });
    expect(root.textContent).toContain('Refused.');
    expect(root.textContent).toContain('Reword it.');
    await (await loader.getHarness(MatButtonHarness.with({ text: /Vary it/ }))).click();
    expect(varied).toHaveBeenCalledWith('job-1');
  });

  it('says what it costs before it is made once more', async () => {
    const known = await shown({ state: 'CANCELLED', estimatedUsd: '0.053' });
    expect(known.root.querySelector('dialog')?.textContent).toContain('$0.053');
  });

  it('never calls an unknown price nothing', async () => {
    const unknown = await shown({ state: 'CANCELLED', estimatedUsd: null });
    expect(unknown.root.querySelector('dialog')?.textContent).toContain('price unknown');
  });

  it('leads to the decision where nobody knows whether it was taken', async () => {
    const { root } = await shown({ state: 'NEEDS_CHECK' });
    expect(root.querySelector('a[href="/jobs/job-1"]')?.textContent).toContain('Decide');
  });
});
