import { inject, Service } from '@angular/core';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { TranslocoService } from '@jsverse/transloco';
import type { FailureCode } from '../jobs/generated';

/** What a failure of the API says of itself, in English. */
export interface Failed {
  /** A code that this page does not know is possible: the studio may be newer. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Whether the code says all that matters; of the others the studio's wording says what is meant. */
const SAYS_ALL: Record<FailureCode | 'INTERNAL_SERVER_ERROR', boolean> = {
  INVALID_REQUEST: false,
  NOT_FOUND: true,
  CONFLICT: false,
  AUTHORIZATION: true,
  REGION: true,
  QUOTA: true,
  MODERATION: true,
  MODEL_UNAVAILABLE: true,
  REQUEST_REJECTED: false,
  RATE_LIMIT: true,
  PROVIDER_UNAVAILABLE: true,
  PROVIDER_FAILED: false,
  PROVIDER_TIMEOUT: true,
  PROVIDER_CANCELLED: true,
  UNKNOWN_TO_PROVIDER: true,
  NO_RESULT: true,
  DEADLINE: true,
  OUTCOME_UNKNOWN: true,
  FILES_UNAVAILABLE: true,
  FILE_REJECTED: true,
  STORAGE_FULL: true,
  DATABASE_UNAVAILABLE: true,
  QUEUE_UNAVAILABLE: true,
  INTERNAL_SERVER_ERROR: false,
};

export const FAILURE_CODES = Object.keys(SAYS_ALL);

/** Failures in the language of the page, by their code; never by their wording. */
@Service()
export class FailureWords {
  private readonly transloco = inject(TranslocoService);

  /** Whether there are words of the page for it. */
  knows({ code }: Pick<Failed, 'code'>): boolean {
    return Object.hasOwn(SAYS_ALL, code);
  }

  /** What happened. */
  what(failure: Pick<Failed, 'code' | 'message'>): string {
    return this.knows(failure) ? this.said(failure.code, 'what') : failure.message;
  }

  /** What to do about it. */
  todo(failure: Failed): string {
    return this.knows(failure) ? this.said(failure.code, 'todo') : failure.hint;
  }

  /** Whether the studio's wording is needed to know what is meant. */
  needsWording(failure: Failed): boolean {
    return this.knows(failure) && !SAYS_ALL[failure.code as FailureCode];
  }

  /** In one line. */
  line(failure: Failed): string {
    const more = this.needsWording(failure) ? failure.message : this.todo(failure);
    return `${this.what(failure)} ${more}`;
  }

  private said(code: string, part: 'what' | 'todo'): string {
    return this.transloco.translate(`failures.${code}.${part}`);
  }
}

/** What the API answered instead of data; undefined where no answer came at all. */
export function failureIn(error: unknown): Failed | undefined {
  if (!CombinedGraphQLErrors.is(error)) return undefined;
  const { code, hint } = error.errors[0]?.extensions ?? {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    // Queries name a bad input as GraphQL does, mutations as the studio does.
    code: code === 'BAD_USER_INPUT' ? 'INVALID_REQUEST' : text(code),
    message: error.message,
    hint: text(hint),
  };
}
