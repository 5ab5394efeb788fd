import { DOCUMENT, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloTestingController } from 'apollo-angular/testing';
import { ailing, dependency } from '../../../testing/health';
import { ConnectionState, StudioSocket } from '../connection/studio-socket';
import { Dependency } from './dependencies';
import { HealthDocument } from './generated';
import { StudioHealth } from './studio-health';

describe('the health of the studio', () => {
  let apollo: ApolloTestingController;
  let health: StudioHealth;
  const connection = signal<ConnectionState>('connected');

  const inView = async (isInView: boolean) => {
    const document = TestBed.inject(DOCUMENT);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(!isInView);
    document.dispatchEvent(new Event('visibilitychange'));
    await passed(0);
  };

  async function passed(ms: number) {
    TestBed.tick();
    await vi.advanceTimersByTimeAsync(ms);
  }

  /** Just one question is open, and the studio answers it so. */
  async function answered(...dependencies: Dependency[]) {
    const data = { health: { __typename: 'Health', dependencies } };
    apollo.expectOne(HealthDocument).flushData(data);
    await passed(0);
  }

  beforeEach(async () => {
    vi.useFakeTimers();
    connection.set('connected');
    const socket = { state: connection.asReadonly() };
    TestBed.configureTestingModule({ providers: [{ provide: StudioSocket, useValue: socket }] });
    apollo = TestBed.inject(ApolloTestingController);
    health = TestBed.inject(StudioHealth);
    await passed(0);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is looked at once a minute while all is well', async () => {
    await answered(dependency('worker'), dependency('database'));
    expect(health.notWell()).toEqual([]);
    await passed(59_000);
    apollo.expectNone(HealthDocument);
    await passed(1_000);
    await answered(dependency('worker'));
    await passed(60_000);
    apollo.expectOne(HealthDocument);
  });

  it('is looked at every ten seconds while something is not well', async () => {
    await answered(ailing('worker'));
    expect(health.notWell().map(({ name }) => name)).toEqual(['worker']);
    await passed(10_000);
    await answered(dependency('worker'));
    expect(health.notWell()).toEqual([]);
    await passed(10_000);
    apollo.expectNone(HealthDocument);
  });

  it('begins with what matters most, and ends with what the page does not know', async () => {
    await answered(ailing('newer'), ailing('worker'), dependency('disk'), ailing('database'));
    expect(health.notWell().map(({ name }) => name)).toEqual(['database', 'worker', 'newer']);
  });

  it('is not looked at while nobody sees the page, and at once when somebody does', async () => {
    await answered(ailing('worker'));
    await inView(false);
    await passed(600_000);
    apollo.expectNone(HealthDocument);
    expect(health.notWell()).toHaveLength(1);

    await inView(true);
    await answered(dependency('worker'));
    expect(health.notWell()).toEqual([]);
  });

  it('is not looked at while the connection is lost, and at once when it is back', async () => {
    await answered(dependency('worker'));
    connection.set('lost');
    await passed(600_000);
    apollo.expectNone(HealthDocument);

    connection.set('connected');
    await passed(0);
    await answered(ailing('worker'));
    expect(health.notWell()).toHaveLength(1);
  });

  it('is what was found last while nobody answers, and looked at again soon', async () => {
    await answered(ailing('disk'));
    const before = health.lookedAt();
    await passed(10_000);
    apollo.expectOne(HealthDocument).networkError(new Error('The studio is away.'));
    await passed(0);
    expect(health.error()).toEqual(new Error('The studio is away.'));
    expect(health.notWell()).toHaveLength(1);
    expect(health.lookedAt()).toBe(before);

    await passed(10_000);
    await answered(dependency('disk'));
    expect(health.error()).toBeUndefined();
    expect(health.notWell()).toEqual([]);
  });

  it('is looked at when somebody asks, and a minute after that', async () => {
    await answered(dependency('disk'));
    await passed(50_000);
    health.look();
    await passed(0);
    await answered(dependency('disk'));
    expect(health.lookedAt()).toBe(new Date().toISOString());

    await passed(59_000);
    apollo.expectNone(HealthDocument);
    await passed(1_000);
    apollo.expectOne(HealthDocument);
  });
});
