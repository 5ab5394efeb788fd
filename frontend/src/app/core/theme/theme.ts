import { DOCUMENT, effect, inject, Service, signal } from '@angular/core';

export const SCHEMES = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEY = 'macki.theme';

/** Light, dark, or as the system has it; remembered on this device. */
@Service()
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly _scheme = signal(remembered());
  readonly scheme = this._scheme.asReadonly();

  constructor() {
    effect(() => {
      const scheme = this._scheme();
      this.root.style.colorScheme = scheme === 'system' ? 'light dark' : scheme;
    });
  }

  use(scheme: Scheme): void {
    localStorage.setItem(KEY, scheme);
    this._scheme.set(scheme);
  }
}

function remembered(): Scheme {
  const stored = localStorage.getItem(KEY);
  return SCHEMES.find((each) => each === stored) ?? 'system';
}
