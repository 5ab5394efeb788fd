import { Answered, PagedWindow } from './paged-window';

interface Thing {
  readonly id: string;
  readonly name?: string;
}

/** A server with so many things, and what it was asked for. */
class Server {
  readonly asked: (string | null)[] = [];
  ids: string[];
  private readonly places: readonly string[];

  constructor(
    count: number,
    private readonly page = 10,
  ) {
    this.ids = Array.from({ length: count }, (_, number) => `t${String(number)}`);
    this.places = this.ids;
  }

  readonly ask = (after: string | null): Promise<Answered<Thing>> => {
    this.asked.push(after);
    const from = after === null ? 0 : this.behind(after);
    const ids = this.ids.slice(from, from + this.page);
    return Promise.resolve({
      edges: ids.map((id) => ({ cursor: id, node: { id } })),
      pageInfo: { hasNextPage: from + this.page < this.ids.length },
    });
  };

  /** A cursor names a place, also when what stood there is gone. */
  private behind(cursor: string): number {
    const place = this.places.indexOf(cursor);
    return this.ids.filter((id) => this.places.indexOf(id) <= place).length;
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a window on a long list', () => {
  async function opened(server: Server): Promise<PagedWindow<Thing>> {
    const window = new PagedWindow<Thing>();
    window.begin(server.ask);
    await settled();
    return window;
  }

  async function scrolledTo(window: PagedWindow<Thing>, end: number): Promise<void> {
    while (window.count() < end && !window.isComplete()) {
      window.look(Math.max(0, window.count() - 10), window.count());
      await settled();
    }
    window.look(end - 10, end);
    await settled();
  }

  it('reads page after page, behind the last cursor, to the end', async () => {
    const server = new Server(25);
    const window = await opened(server);
    expect(window.count()).toBe(10);
    await scrolledTo(window, 25);
    expect(server.asked).toEqual([null, 't9', 't19']);
    expect(window.isComplete()).toBe(true);
    expect(window.at(24)?.id).toBe('t24');
  });

  it('forgets what is far from what is looked at, and reads it again for who comes back', async () => {
    const server = new Server(500);
    const window = await opened(server);
    await scrolledTo(window, 500);
    expect(window.count()).toBe(500);
    expect(window.at(0)).toBeUndefined();
    expect(window.ids(0, 499).length).toBeLessThan(100);

    window.look(200, 210);
    await settled();
    expect(window.at(205)?.id).toBe('t205');
    expect(window.at(499)).toBeUndefined();
  });

  it('asks for a page once, however often it is looked at', async () => {
    const server = new Server(100);
    const window = new PagedWindow<Thing>();
    window.begin(server.ask);
    window.look(0, 10);
    window.look(0, 10);
    await settled();
    expect(server.asked).toEqual([null]);
  });

  it('takes things out, and puts them back where they were', async () => {
    const window = await opened(new Server(10));
    const putBack = window.remove(new Set(['t3', 't4']));
    expect(window.count()).toBe(8);
    expect(window.at(3)?.id).toBe('t5');
    putBack();
    expect(window.at(3)?.id).toBe('t3');
  });

  it('changes what it holds', async () => {
    const window = await opened(new Server(10));
    window.change(new Set(['t2']), (thing) => ({ ...thing, name: 'two' }));
    expect(window.at(2)?.name).toBe('two');
    expect(window.at(3)?.name).toBeUndefined();
  });

  it('lets in at the top what is new', async () => {
    const server = new Server(30);
    const window = await opened(server);
    server.ids = ['new', ...server.ids];
    window.refreshTop();
    await settled();
    expect(window.at(0)?.id).toBe('new');
    expect(window.at(1)?.id).toBe('t0');
    expect(window.count()).toBe(11);
  });

  it('learns what has changed, gone and come, and loses nothing in between', async () => {
    const server = new Server(40);
    const window = await opened(server);
    await scrolledTo(window, 40);
    window.look(0, 20);
    await settled();
    server.ids = ['new', ...server.ids.filter((id) => id !== 't9' && id !== 't12')];
    window.refresh();
    for (let from = 0; from < 40; from += 10) {
      window.look(from, from + 10);
      await settled();
    }
    window.look(0, 40);
    await settled();
    expect(window.ids(0, 50)).toEqual(server.ids);
  });

  it('begins anew when so much is new that it does not meet what was there', async () => {
    const server = new Server(30);
    const window = await opened(server);
    server.ids = [...Array.from({ length: 20 }, (_, at) => `n${String(at)}`), ...server.ids];
    window.refreshTop();
    await settled();
    await settled();
    expect(window.at(0)?.id).toBe('n0');
  });

  it('pays no heed to an answer to what was asked before', async () => {
    let answer: (value: Answered<Thing>) => void = () => undefined;
    const window = new PagedWindow<Thing>();
    window.begin(() => new Promise((resolve) => (answer = resolve)));
    window.begin(new Server(3).ask);
    answer({ edges: [{ cursor: 'old', node: { id: 'old' } }], pageInfo: { hasNextPage: false } });
    await settled();
    expect(window.at(0)?.id).toBe('t0');
  });

  it('says what went wrong, and goes on when it is asked to', async () => {
    const server = new Server(5);
    let isBroken = true;
    const window = new PagedWindow<Thing>();
    window.begin((after) => (isBroken ? Promise.reject(new Error('away')) : server.ask(after)));
    await settled();
    expect(window.error()).toEqual(new Error('away'));
    isBroken = false;
    window.again();
    await settled();
    expect(window.error()).toBeUndefined();
    expect(window.count()).toBe(5);
  });
});
