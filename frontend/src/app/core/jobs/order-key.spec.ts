import { OrderKey } from './order-key';

describe('the name of an order', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('stays the same until the answer is known, also after a reload', () => {
    const first = new OrderKey('here').of({ prompt: 'a fox' });
    expect(new OrderKey('here').of({ prompt: 'a fox' })).toBe(first);
  });

  it('is another one for another order', () => {
    const key = new OrderKey('here');
    expect(key.of({ prompt: 'a fox' })).not.toBe(key.of({ prompt: 'an owl' }));
  });

  it('is another one for the same order once it was answered', () => {
    const key = new OrderKey('here');
    const first = key.of({ prompt: 'a fox' });
    key.answered();
    expect(key.of({ prompt: 'a fox' })).not.toBe(first);
  });
});
