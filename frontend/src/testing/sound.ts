/** A sound without a loudspeaker: it plays when it is told to, and time passes when a test says so. */
export class SilentSound extends EventTarget {
  src = '';
  preload = '';
  volume = 1;
  currentTime = 0;
  duration = NaN;

  play(): Promise<void> {
    this.dispatchEvent(new Event('play'));
    return Promise.resolve();
  }

  pause(): void {
    this.dispatchEvent(new Event('pause'));
  }

  removeAttribute(): void {
    this.src = '';
  }

  /** So many seconds from the beginning. */
  comeTo(seconds: number): void {
    this.currentTime = seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }
}
