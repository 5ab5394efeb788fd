/** What unit tests of lists and dialogs miss: nothing has a size, no screen, and no dialog opens. */
export function layOut(): void {
  const screen = { matches: true, addListener: () => undefined, removeListener: () => undefined };
  vi.stubGlobal('ResizeObserver', Unmoved);
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), screen));
  vi.stubGlobal('scrollBy', () => undefined);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(
    new DOMRect(0, 0, 1_000, 1_000),
  );
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
}

class Unmoved {
  observe(): void {
    /* Nothing is resized. */
  }
  disconnect(): void {
    /* Nothing was observed. */
  }
}
