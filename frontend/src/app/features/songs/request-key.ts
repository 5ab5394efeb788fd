/**
 * Names requests so that none is charged twice.
 *
 * Each click gets a new name, unless the answer to the last one never came and the same is asked
 * for once more: then nobody knows whether it was taken, and the same name makes sure of it.
 */
export class RequestKey {
  private open: { key: string; asked: string } | undefined;

  keyFor(asked: unknown): string {
    const text = JSON.stringify(asked);
    if (this.open?.asked !== text) this.open = { key: randomKey(), asked: text };
    return this.open.key;
  }

  /** An answer came, whatever it was. */
  answered(): void {
    this.open = undefined;
  }
}

/** Not randomUUID(), which pages without TLS do not have. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
