import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { provideTranslocoScope, TranslocoService } from '@jsverse/transloco';
import { ailing, dependency } from '../../../testing/health';
import { Dependency } from '../../core/health/dependencies';
import { HealthList } from './health-list';

describe('the list of what the studio depends on', () => {
  async function shown(...dependencies: Dependency[]) {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('account')] });
    const lookedAt = signal('2026-01-01T12:00:05');
    const again = vi.fn();
    const fixture = TestBed.createComponent(HealthList, {
      bindings: [
        inputBinding('dependencies', signal(dependencies)),
        inputBinding('lookedAt', lookedAt),
        outputBinding('again', again),
      ],
    });
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    const rows = () => [...root.querySelectorAll('li')].map((row) => row.textContent);
    return { fixture, root, rows, again, lookedAt };
  }

  it('says of each in a word whether it is well', async () => {
    const { rows, root } = await shown(dependency('database'), ailing('worker'));
    expect(rows()[0]).toMatch(/Database\s+Well\s*$/);
    expect(rows()[1]).toMatch(/Worker\s+Not well/);
    expect(root.textContent).toContain('12:00:05');
  });

  it('says what to do in the language of the page, and what the studio found', async () => {
    const { rows, fixture } = await shown(ailing('worker'));
    TestBed.inject(TranslocoService).setActiveLang('de');
    await fixture.whenStable();
    expect(rows()[0]).toMatch(/Nicht in Ordnung.*Starte einen mit „macki worker“/s);
    expect(rows()[0]).toContain('The worker is not well. Mend it.');
  });

  it('looks again when it is told to, and says when that was done', async () => {
    const { root, again, lookedAt, fixture } = await shown(dependency('disk'));
    const status = root.querySelector('[role=status]');
    const loader = TestbedHarnessEnvironment.loader(fixture);
    await (await loader.getHarness(MatButtonHarness.with({ text: /Look again/ }))).click();
    expect(again).toHaveBeenCalledOnce();
    expect(status?.textContent).toBe('');
    lookedAt.set('2026-01-01T12:00:06');
    await fixture.whenStable();
    expect(status?.textContent).toBe('It was looked at.');
  });
});
