import { computed, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ailing } from '../../../testing/health';
import { ConnectionState, StudioSocket } from '../connection/studio-socket';
import { Dependency } from '../health/dependencies';
import { StudioHealth } from '../health/studio-health';
import { HealthNotice } from './health-notice';

describe('the notice of what is not well', () => {
  const notWell = signal<Dependency[]>([]);
  const state = signal<ConnectionState>('connected');

  async function shown(...dependencies: Dependency[]) {
    notWell.set(dependencies);
    state.set('connected');
    TestBed.configureTestingModule({
      providers: [
        { provide: StudioHealth, useValue: { notWell: computed(notWell) } },
        { provide: StudioSocket, useValue: { state } },
      ],
    });
    const fixture = TestBed.createComponent(HealthNotice);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    return { fixture, status: root.querySelector('[role=status]') };
  }

  it('says the most important, how many more there are, and leads to them', async () => {
    const { status } = await shown(ailing('redis'), ailing('disk'), ailing('worker'));
    const link = status?.querySelector('a');
    expect(link?.textContent).toContain('Redis does not answer: jobs wait.');
    expect(link?.textContent).toContain('and 2 more');
    expect(link?.getAttribute('href')).toBe('/account#health');
  });

  it('counts nothing where there is only one', async () => {
    const { status } = await shown(ailing('worker'));
    expect(status?.textContent.trim()).toBe('No worker is running: jobs wait.');
  });

  it('is silent while all is well, with its place there to speak from', async () => {
    const { status } = await shown();
    expect(status?.textContent).toBe('');
  });

  it('is silent while the connection is lost, which is said beside it', async () => {
    const { fixture, status } = await shown(ailing('worker'));
    state.set('lost');
    await fixture.whenStable();
    expect(status?.textContent).toBe('');
  });
});
