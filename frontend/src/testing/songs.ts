import { ChoiceRowFragment, SongRowFragment } from '../app/features/songs/generated';
import { jobRow } from './jobs';

/** A choice as the API tells it. */
export function choiceRow(index = 0, different: Partial<ChoiceRowFragment> = {}) {
  return {
    __typename: 'SongChoice' as const,
    id: `choice-${String(index)}`,
    index,
    durationMs: 65_000,
    waveformUrl: null,
    mp3: {
      __typename: 'MediaFile' as const,
      url: `/media/${String(index)}.mp3`,
      filename: 'song.mp3',
      sizeBytes: 72_000,
    },
    ...different,
  };
}

/** A song as the API tells it; it is there to be heard unless the test says something else. */
export function songRow(different: Partial<SongRowFragment> = {}) {
  return {
    __typename: 'Song' as const,
    id: 'song-1',
    title: 'Morning',
    tags: ['folk'],
    favourite: false,
    rating: null,
    notes: null,
    prompt: 'folk',
    model: 'auto',
    isInstrumental: false,
    createdAt: '2026-01-01T12:00:00Z',
    trashedAt: null,
    job: jobRow({ state: 'SUCCEEDED' }),
    choices: [choiceRow()],
    ...different,
  };
}
