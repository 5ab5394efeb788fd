import { Track } from '../../core/player/track';
import { ChoiceRowFragment, SongRowFragment } from './generated';

/** The choice as the player takes it; undefined while its sound is not here. */
export function trackOf(song: SongRowFragment, choice: ChoiceRowFragment): Track | undefined {
  if (!choice.mp3) return undefined;
  const letter = song.choices.length > 1 ? ` · ${letterOf(choice.index)}` : '';
  return {
    id: choice.id,
    songId: song.id,
    title: `${song.title}${letter}`,
    line: song.tags.join(', ') || (song.prompt ?? ''),
    url: choice.mp3.url,
    durationMs: choice.durationMs,
    waveformUrl: choice.waveformUrl,
  };
}

/** Of each song its first choice that can be heard. */
export function queueOf(songs: readonly SongRowFragment[]): Track[] {
  return songs.flatMap((song) => {
    const track = song.choices
      .map((choice) => trackOf(song, choice))
      .find((each) => each !== undefined);
    return track ? [track] : [];
  });
}

/** Choices are called A, B and C. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}
