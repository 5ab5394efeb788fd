/** audiowaveform's JSON, version 2: of each pixel the lowest and the highest sample. */
export interface Waveform {
  readonly bits: number;
  readonly data: readonly number[];
}

/** So many bars from 0 to 1, each as high as the loudest moment that falls into it. */
export function bars({ bits, data }: Waveform, count: number): number[] {
  const pairs = Math.floor(data.length / 2);
  const loudest = Array.from(
    { length: Math.min(count, pairs) },
    (_, bar, of = Math.min(count, pairs)) => {
      const [from, to] = [Math.floor((bar * pairs) / of), Math.floor(((bar + 1) * pairs) / of)];
      return data.slice(2 * from, 2 * to).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    },
  );
  const top = Math.max(2 ** (bits - 1) / 8, ...loudest);
  return loudest.map((each) => each / top);
}

/** The outline of the bars in a box as wide as there are bars, and 1 high. */
export function outline(heights: readonly number[]): string {
  return heights
    .map((height, at) => {
      const h = Math.max(0.04, height);
      return `M${String(at + 0.2)} ${((1 - h) / 2).toFixed(3)}h.6v${h.toFixed(3)}h-.6z`;
    })
    .join('');
}
