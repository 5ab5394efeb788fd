import { Service, signal } from '@angular/core';
import { createClient } from 'graphql-ws';

export type ConnectionState = 'idle' | 'connecting' | 'connected' | 'lost';

const LONGEST_WAIT_MS = 15_000;

/** The one websocket of the page: it comes back by itself for as long as the page is open. */
@Service()
export class StudioSocket {
  private readonly _state = signal<ConnectionState>('idle');
  readonly state = this._state.asReadonly();

  readonly client = createClient({
    url: () => `${location.origin.replace(/^http/, 'ws')}/graphql`,
    lazyCloseTimeout: 5_000,
    keepAlive: 10_000,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (retries) => backOnlineOr(waitMs(retries)),
    on: {
      connecting: (isRetry) => {
        this._state.set(isRetry ? 'lost' : 'connecting');
      },
      connected: () => {
        this._state.set('connected');
      },
      closed: (event) => {
        this._state.set((event as CloseEvent).wasClean ? 'idle' : 'lost');
      },
    },
  });
}

/** Twice as long each time, and spread, so that not all pages come at once after a restart. */
function waitMs(retries: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, 500 * 2 ** retries);
  return longest / 2 + (Math.random() * longest) / 2;
}

/** A laptop that wakes up, or comes home, does not wait for its turn. */
function backOnlineOr(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      document.removeEventListener('visibilitychange', onSight);
      resolve();
    };
    const onSight = (): void => {
      if (!document.hidden) go();
    };
    const timer = setTimeout(go, ms);
    window.addEventListener('online', go);
    document.addEventListener('visibilitychange', onSight);
  });
}
