import { inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { HealthQuery } from './generated';

/** One that this page does not know is possible: the studio may be newer. */
export type Dependency = HealthQuery['health']['dependencies'][number];

/** The most important first: what comes later often ails only because of what comes before. */
export const DEPENDENCIES = ['database', 'migrations', 'redis', 'media', 'disk', 'worker'];

/** Sorted; what this page does not know comes last. */
export function byImportance(dependencies: readonly Dependency[]): Dependency[] {
  const place = ({ name }: Dependency): number =>
    DEPENDENCIES.includes(name) ? DEPENDENCIES.indexOf(name) : DEPENDENCIES.length;
  return dependencies.toSorted((one, other) => place(one) - place(other));
}

/** Dependencies in the language of the page, by their name; never by the studio's wording. */
@Service()
export class DependencyWords {
  private readonly transloco = inject(TranslocoService);

  /** What it is called. */
  name({ name }: Dependency): string {
    return this.said(name, 'name') ?? name;
  }

  /** In a short phrase, that it is not well, and what follows from that. */
  notWell({ name }: Dependency): string {
    return this.said(name, 'notWell') ?? this.transloco.translate('health.notWell', { name });
  }

  /** What to do if it is not well; empty where only the studio's wording says it. */
  todo({ name }: Dependency): string {
    return this.said(name, 'todo') ?? '';
  }

  private said(name: string, part: 'name' | 'notWell' | 'todo'): string | undefined {
    if (!DEPENDENCIES.includes(name)) return undefined;
    return this.transloco.translate(`dependencies.${name}.${part}`);
  }
}
