import { describe, expect, it } from 'vitest';
import { createAnswerOrder } from '../../../renderer/call/script/answerOrder.ts';

describe('answers that overtake each other', () => {
  it('the one asked for last stays', () => {
    const order = createAnswerOrder();
    const [first, second] = [order.begin(), order.begin()];
    expect(second()).toBe(true);
    expect(first()).toBe(false);
  });

  it('in their order each is shown, and one that fails hides none', () => {
    const order = createAnswerOrder();
    const first = order.begin();
    // Never answered.
    order.begin();
    expect(first()).toBe(true);
    expect(order.begin()()).toBe(true);
  });

  it('those of another call, deal or script are shown no more', () => {
    const order = createAnswerOrder();
    const before = order.begin();
    order.forget();
    const after = order.begin();
    expect(before()).toBe(false);
    expect(after()).toBe(true);
  });
});
