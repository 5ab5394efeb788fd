import { inject, Service } from '@angular/core';
import { firstValueFrom, Observable } from 'rxjs';
import { Failed } from '../failures/failure-words';
import { Notices } from '../notices/notices';
import { ItemSelectionInput } from './generated';
import { Selected } from './selection';

/** The API takes so many ids at once. */
const AT_ONCE = 1_000;

type Answer = { __typename: string; count: number } | ({ __typename: string } & Failed);

/** A command for all that is selected, in as many requests as the API needs for it. */
@Service()
export class Portions {
  private readonly notices = inject(Notices);

  /** Answers how many; undefined where a notice has said what was refused or did not get through. */
  async each(
    selected: Selected,
    send: (select: ItemSelectionInput) => Observable<Answer | undefined>,
  ): Promise<number | undefined> {
    let count = 0;
    try {
      for (const select of portionsOf(selected)) {
        const answer = await firstValueFrom(send(select));
        if (!answer) throw new Error('The studio answered without data.');
        if (!('count' in answer)) {
          this.notices.failed(answer);
          return undefined;
        }
        count += answer.count;
      }
      return count;
    } catch (error) {
      this.notices.broke(error);
      return undefined;
    }
  }
}

function portionsOf(selected: Selected): ItemSelectionInput[] {
  if ('filter' in selected) return [{ filter: selected.filter, kind: selected.kind }];
  const { ids } = selected;
  return Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) => ({
    ids: ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  }));
}
