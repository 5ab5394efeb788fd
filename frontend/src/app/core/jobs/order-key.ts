/** What was sent under a key, until its answer is known. */
interface Sent {
  readonly key: string;
  readonly order: string;
}

/**
 * Names an order so that the studio knows it again: an order whose answer did not come is sent
 * again under the name it had, also after a reload, and so makes no second job.
 */
export class OrderKey {
  /** `place`: where it is remembered, in the session's storage. */
  constructor(private readonly place: string) {}

  /** The same for the same order until its answer is known. */
  of(order: unknown): string {
    const words = JSON.stringify(order);
    const sent = this.sent();
    if (sent?.order === words) return sent.key;
    const key = randomKey();
    sessionStorage.setItem(this.place, JSON.stringify({ key, order: words } satisfies Sent));
    return key;
  }

  /** The next order is another one, also with the same words. */
  answered(): void {
    sessionStorage.removeItem(this.place);
  }

  private sent(): Sent | undefined {
    const stored = sessionStorage.getItem(this.place);
    return stored === null ? undefined : (JSON.parse(stored) as Sent);
  }
}

/** `randomUUID` is missing where a page comes over plain HTTP from another machine. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
