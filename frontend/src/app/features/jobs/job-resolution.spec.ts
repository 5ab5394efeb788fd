import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { outputBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { JobResolution } from './job-resolution';

describe('the resolution of a job that needs a check', () => {
  async function shown() {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('jobs')] });
    const adopted = vi.fn();
    const fixture = TestBed.createComponent(JobResolution, {
      bindings: [outputBinding('adopted', adopted)],
    });
    await fixture.whenStable();
    return { adopted, loader: TestbedHarnessEnvironment.loader(fixture) };
  }

  it('adopts nothing without an id', async () => {
    const { loader } = await shown();
    const adopt = await loader.getHarness(MatButtonHarness.with({ text: 'It ran: follow it' }));
    expect(await adopt.isDisabled()).toBe(true);
  });

  it('adopts the id that was given, without what was copied around it', async () => {
    const { adopted, loader } = await shown();
    await (await loader.getHarness(MatInputHarness)).setValue(' task-9 ');
    const adopt = await loader.getHarness(MatButtonHarness.with({ text: 'It ran: follow it' }));
    await adopt.click();
    expect(adopted.mock.calls).toEqual([['task-9']]);
  });

  it('warns that a second request may be charged twice', async () => {
    await shown();
    expect(document.querySelector('dialog')?.textContent).toContain('charges twice');
  });
});
