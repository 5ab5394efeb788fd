import { UsageQuery } from './generated';

export type UsageEntry = UsageQuery['usage']['entries'][number];
export const MEASURES = ['money', 'results'] as const;
export type Measure = (typeof MEASURES)[number];
export const GROUPS = ['model', 'provider'] as const;
export type Group = (typeof GROUPS)[number];

/** So many colours there are; what comes behind shares the last one. */
export const COLOURS = 6;

/** What one group has on one day; `value` is its height, from `base` on. */
export interface Bar {
  readonly day: number;
  readonly name: string;
  readonly colour: number;
  readonly base: number;
  readonly value: number;
}

export interface Chart {
  /** As YYYY-MM-DD, without a gap. */
  readonly days: readonly string[];
  readonly names: readonly string[];
  readonly bars: readonly Bar[];
  /** The highest day, at least a little. */
  readonly top: number;
}

/** The days from one to the other, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** The day it is there, and the one so many days before, as YYYY-MM-DD. */
export function lastDays(count: number, timeZone: string, now = new Date()) {
  // Sweden writes dates as ISO does.
  const to = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
  const from = new Date(Date.parse(to) - (count - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from, to };
}

/** Bars that stand on each other, day by day; what has no known price has no height. */
export function chartOf(
  entries: readonly UsageEntry[],
  days: readonly string[],
  group: Group,
  measure: Measure,
): Chart {
  const names = [...new Set(entries.map((each) => each[group]))].sort();
  const heights = days.map(() => 0);
  const bars = days.flatMap((date, day) =>
    names.flatMap((name, at) => {
      const value = entries
        .filter((each) => each.day === date && each[group] === name)
        .reduce((sum, each) => sum + valueOf(each, measure), 0);
      if (!value) return [];
      const base = heights[day] ?? 0;
      heights[day] = base + value;
      return [{ day, name, colour: Math.min(at, COLOURS - 1), base, value }];
    }),
  );
  return { days, names, bars, top: Math.max(...heights) || 1 };
}

function valueOf(entry: UsageEntry, measure: Measure): number {
  return measure === 'results' ? entry.results : Number(entry.estimatedUsd ?? 0);
}
