import { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { inputBinding, signal } from '@angular/core';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatProgressBarHarness } from '@angular/material/progress-bar/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { ApolloTestingController } from 'apollo-angular/testing';
import { jobRow } from '../../../testing/jobs';
import { JobListDocument } from './generated';
import { JobList } from './job-list';

describe('the list of jobs', () => {
  const view = signal<string | undefined>(undefined);
  let apollo: ApolloTestingController;
  let fixture: ComponentFixture<JobList>;
  let loader: HarnessLoader;

  beforeEach(() => {
    vi.stubGlobal('IntersectionObserver', NeverInSight);
    view.set(undefined);
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('jobs')] });
    fixture = TestBed.createComponent(JobList, { bindings: [inputBinding('view', view)] });
    fixture.detectChanges();
    apollo = TestBed.inject(ApolloTestingController);
    loader = TestbedHarnessEnvironment.loader(fixture);
  });

  const asked = () => vi.waitFor(() => apollo.expectOne(JobListDocument));
  const page = (ids: string[], hasNextPage = false) => ({
    jobs: {
      __typename: 'JobConnection',
      edges: ids.map((id) => ({
        __typename: 'JobEdge',
        cursor: id,
        node: jobRow({ id, prompt: id }),
      })),
      pageInfo: {
        __typename: 'PageInfo',
        hasNextPage,
        hasPreviousPage: false,
        startCursor: ids[0] ?? null,
        endCursor: ids.at(-1) ?? null,
      },
    },
  });
  const prompts = () =>
    [...fixture.nativeElement.querySelectorAll('.what .prompt')].map((each) => each.textContent);

  it('shows that it loads, and then each job with its progress', async () => {
    expect(fixture.nativeElement.querySelector('mat-progress-bar')).not.toBeNull();
    (await asked()).flushData(page(['one', 'two']));
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(prompts()).toEqual(['one', 'two']);
    });
    const [bar] = await loader.getAllHarnesses(MatProgressBarHarness);
    expect(await bar?.getValue()).toBe(40);
  });

  it('asks for the next page behind the last job', async () => {
    (await asked()).flushData(page(['one'], true));
    const more = await vi.waitFor(() =>
      loader.getHarness(MatButtonHarness.with({ text: 'Show more' })),
    );
    await more.click();
    const next = await asked();
    expect(next.operation.variables['after']).toBe('one');
    next.flushData(page(['two']));
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(prompts()).toEqual(['one', 'two']);
    });
  });

  it('asks for the states of the view in the address only', async () => {
    await asked();
    view.set('failed');
    fixture.detectChanges();
    const { operation } = await asked();
    expect(operation.variables['filter']).toEqual({ states: ['FAILED'] });
  });

  it('says what belongs here while there is nothing', async () => {
    (await asked()).flushData(page([]));
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(fixture.nativeElement.textContent).toContain('No jobs here');
    });
  });

  it('says why it could not be read, and reads once more', async () => {
    (await asked()).networkError(new TypeError('Failed to fetch'));
    const again = await vi.waitFor(() =>
      loader.getHarness(MatButtonHarness.with({ text: 'Try again' })),
    );
    // The click is done only when all is quiet, which takes the answer.
    const clicked = again.click();
    (await asked()).flushData(page(['one']));
    await clicked;
    expect(prompts()).toEqual(['one']);
  });
});

/** Nothing is laid out here, so nothing comes into sight. */
class NeverInSight {
  observe(): void {
    return;
  }
  disconnect(): void {
    return;
  }
}
