import { effect, Signal, signal } from '@angular/core';

const TICK_MS = 1_000;

/** Milliseconds since what is watched was told last; it ticks once a second. */
export function elapsedMs(watched: () => unknown): Signal<number> {
  const elapsed = signal(0);
  effect((onCleanup) => {
    watched();
    const start = Date.now();
    elapsed.set(0);
    const ticking = setInterval(() => {
      elapsed.set(Date.now() - start);
    }, TICK_MS);
    onCleanup(() => {
      clearInterval(ticking);
    });
  });
  return elapsed.asReadonly();
}
