import { chartOf, daysBetween, lastDays, UsageEntry } from './usage-series';

describe('usage as bars', () => {
  const entry = (different: Partial<UsageEntry>): UsageEntry => ({
    day: '2026-11-01',
    provider: 'MUREKA',
    kind: 'SONG',
    model: 'auto',
    atVendor: true,
    jobs: 1,
    results: 2,
    estimatedUsd: null,
    unpricedJobs: 1,
    ...different,
  });

  it('stand on each other day by day', () => {
    const entries = [
      entry({ model: 'b', results: 3 }),
      entry({ model: 'a', results: 1 }),
      entry({ model: 'a', results: 4, day: '2026-11-02' }),
    ];
    const chart = chartOf(entries, daysBetween('2026-11-01', '2026-11-02'), 'model', 'results');
    expect(chart.names).toEqual(['a', 'b']);
    expect(chart.bars.map(({ day, name, base, value }) => [day, name, base, value])).toEqual([
      [0, 'a', 0, 1],
      [0, 'b', 1, 3],
      [1, 'a', 0, 4],
    ]);
    expect(chart.top).toBe(4);
  });

  it('show nothing where no price is known', () => {
    expect(chartOf([entry({})], ['2026-11-01'], 'model', 'money').bars).toEqual([]);
  });

  it('begin and end on the days of who looks at them', () => {
    const late = new Date('2026-11-24T23:30:00Z');
    expect(lastDays(7, 'Europe/Berlin', late)).toEqual({ from: '2026-11-19', to: '2026-11-25' });
    expect(lastDays(7, 'UTC', late)).toEqual({ from: '2026-11-18', to: '2026-11-24' });
  });
});
