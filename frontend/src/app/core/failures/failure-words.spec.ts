import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import de from '../i18n/de.json';
import en from '../i18n/en.json';
import { FAILURE_CODES, failureIn, FailureWords } from './failure-words';

describe('the words for a failure', () => {
  const words = () => TestBed.inject(FailureWords);
  const failure = (code: string) => ({ code, message: 'Refused by X.', hint: 'Do Y.' });

  beforeEach(() => {
    TestBed.inject(TranslocoService).setActiveLang('de');
  });

  it('are those of the page, by the code', () => {
    expect(words().line(failure('MODERATION'))).toBe(
      'Die Regeln des Anbieters erlauben diesen Inhalt nicht. ' +
        'Formuliere es anders; dieselben Worte werden wieder abgelehnt.',
    );
  });

  it('are followed by the wording of the studio where the code alone says too little', () => {
    expect(words().line(failure('CONFLICT'))).toContain('Refused by X.');
  });

  it('are those of the studio where the page does not know the code', () => {
    for (const code of ['NEWER_THAN_THIS_PAGE', 'toString', '']) {
      expect(words().line(failure(code))).toBe('Refused by X. Do Y.');
    }
  });

  it('are there for each code that the studio has, in both languages', () => {
    for (const each of [de, en]) {
      expect(Object.keys(each.failures).sort()).toEqual(FAILURE_CODES.toSorted());
    }
  });

  it('are found in what a query answered instead of data', () => {
    const errors = [
      { message: 'No such song.', extensions: { code: 'NOT_FOUND', hint: 'Look elsewhere.' } },
    ];
    expect(failureIn(new CombinedGraphQLErrors({ errors }))).toEqual({
      code: 'NOT_FOUND',
      message: 'No such song.',
      hint: 'Look elsewhere.',
    });
    expect(failureIn(new TypeError('Failed to fetch'))).toBeUndefined();
  });
});
