/** What the player needs to know of a choice of a song. */
export interface Track {
  /** The choice's global id. */
  readonly id: string;
  readonly songId: string;
  readonly title: string;
  /** The style, beneath the title. */
  readonly line: string;
  readonly url: string;
  readonly durationMs: number | null;
  /** The peaks of its sound. */
  readonly waveformUrl: string | null;
}
