import { inputBinding, signal } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { provideTranslocoScope } from '@jsverse/transloco';
import { ApolloTestingController } from 'apollo-angular/testing';
import { jobRow, timelineEvent } from '../../../testing/jobs';
import { FollowJobDocument } from '../../core/jobs/generated';
import {
  GenerateInstrumentalDocument,
  GenerateSongDocument,
  SongModelsDocument,
  SongOrderDocument,
} from './generated';
import { SongGenerator } from './song-generator';

describe('the generator of songs', () => {
  let apollo: ApolloTestingController;
  let fixture: ComponentFixture<SongGenerator>;

  async function shown(again?: string) {
    TestBed.configureTestingModule({ providers: [provideTranslocoScope('songs')] });
    fixture = TestBed.createComponent(SongGenerator, {
      bindings: [inputBinding('again', signal(again))],
    });
    fixture.detectChanges();
    apollo = TestBed.inject(ApolloTestingController);
    (await vi.waitFor(() => apollo.expectOne(SongModelsDocument))).flushData({
      models: [model('auto', true, []), model('mureka-9', false, [PRICE])],
    });
  }
  beforeEach(() => {
    sessionStorage.clear();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => {
    fixture.detectChanges();
    return page().textContent ?? '';
  };
  const write = (selector: string, words: string) => {
    const field = page().querySelector<HTMLTextAreaElement>(selector);
    if (!field) throw new Error(`no ${selector}`);
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    fixture.detectChanges();
  };
  const order = () => {
    page().querySelector<HTMLElement>('.send button')?.click();
    fixture.detectChanges();
  };

  it('sends nothing without lyrics, and says so at their field', async () => {
    await shown();
    order();
    expect(text()).toContain('Write what is to be sung');
    apollo.expectNone(GenerateSongDocument);
  });

  it('says that a price is unknown, and what is known with its day', async () => {
    await shown();
    await vi.waitFor(() => {
      expect(text()).toContain('price of this model is unknown');
    });
    expect(text()).not.toContain('$0');
    write('select', 'mureka-9');
    await vi.waitFor(() => {
      expect(text()).toContain('About $0.09 for 3 × $0.03, as of Nov 22, 2026');
    });
  });

  it('shows what the API found wrong at its field until it is changed', async () => {
    await shown();
    write('#lyrics', 'La');
    order();
    const sent = await vi.waitFor(() => apollo.expectOne(GenerateSongDocument));
    sent.flushData({
      generateSong: {
        __typename: 'ValidationError',
        code: 'INVALID_REQUEST',
        message: 'Not acceptable.',
        hint: 'Change it.',
        fields: [{ __typename: 'FieldProblem', field: 'lyrics', message: 'No half letters.' }],
      },
    });
    const error = () => {
      fixture.detectChanges();
      return page().querySelector('#lyrics-error')?.textContent;
    };
    page().querySelector('#lyrics')?.dispatchEvent(new Event('blur'));
    await vi.waitFor(() => {
      expect(error()).toBe('No half letters.');
    });
    write('#lyrics', 'Lala');
    expect(error()).toBe('');
  });

  it('names the request, and follows the job after a reload', async () => {
    await shown();
    write('#lyrics', 'La');
    order();
    const sent = await vi.waitFor(() => apollo.expectOne(GenerateSongDocument));
    const input = sent.operation.variables['input'] as Record<string, unknown>;
    expect(input['idempotencyKey']).toMatch(/^[0-9a-f]{32}$/);
    sent.flushData({ generateSong: { __typename: 'GenerateSongSuccess', job: jobRow() } });
    await vi.waitFor(() => apollo.expectOne(FollowJobDocument));

    TestBed.resetTestingModule();
    await shown();
    expect(page().querySelector<HTMLTextAreaElement>('#lyrics')?.value).toBe('La');
    const followed = await vi.waitFor(() => apollo.expectOne(FollowJobDocument));
    expect(followed.operation.variables['jobId']).toBe('job-1');
    const told = { ...timelineEvent(), job: { ...jobRow(), images: [], song: null } };
    followed.flush({ data: { jobEvents: told } });
    await vi.waitFor(() => {
      expect(text()).toContain('may still be charged');
    });
  });

  it('makes an instrumental without lyrics', async () => {
    await shown();
    const [, instrumental] = page().querySelectorAll<HTMLInputElement>('input[type=radio]');
    instrumental?.click();
    fixture.detectChanges();
    expect(page().querySelector('#lyrics')).toBeNull();
    write('.style textarea', 'piano');
    order();
    const sent = await vi.waitFor(() => apollo.expectOne(GenerateInstrumentalDocument));
    expect(sent.operation.variables['input']).toMatchObject({ prompt: 'piano' });
  });

  it('is filled with what a job was asked for', async () => {
    await shown('job-7');
    const asked = await vi.waitFor(() => apollo.expectOne(SongOrderDocument));
    const request = {
      __typename: 'SongRequest',
      lyrics: 'Again',
      style: 'folk',
      model: 'auto',
      n: 1,
      title: 'T',
      gender: 'female',
      referenceId: null,
      vocalId: null,
      melodyId: null,
    };
    asked.flushData({ job: { __typename: 'Job', id: 'job-7', request } });
    await vi.waitFor(() => {
      fixture.detectChanges();
      expect(page().querySelector<HTMLTextAreaElement>('#lyrics')?.value).toBe('Again');
    });
  });
});

const PRICE = { __typename: 'Price', usd: '0.03', asOf: '2026-11-22' };

function model(name: string, isDefault: boolean, prices: unknown[]) {
  return {
    __typename: 'SongModel',
    name,
    isDefault,
    isMocked: false,
    promptLimit: 1_024,
    nLimit: 3,
    nDefault: isDefault ? 2 : 3,
    hasEnded: false,
    prices,
    lyricsLimit: 5_000,
    extendsSongs: false,
  };
}
