import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import { collectLinks } from '../../../../main/windows/links/incomingLinks.ts';

/** The system's side of Electron: what it says, and whether it was told that it is dealt with. */
let system: EventEmitter;
let prevented: number;
let heard: string[];
beforeEach(() => {
  system = new EventEmitter();
  prevented = 0;
  heard = [];
});
const collect = (...words: string[]) =>
  collectLinks(system as unknown as Pick<App, 'on'>, ['/opt/Ringside/ringside', ...words]);
const openUrl = (url: string): void => {
  system.emit('open-url', { preventDefault: () => (prevented += 1) }, url);
};
const hear = (link: string): void => {
  heard.push(link);
};

describe('links the system hands over', () => {
  it('macOS: before the app is ready and while it runs, each once and in order', () => {
    const links = collect();
    openUrl('tel:101');
    links.hear(hear);
    openUrl('tel:102');
    expect(heard).toEqual(['tel:101', 'tel:102']);
    // Else macOS would hand it to the next program.
    expect(prevented).toBe(2);
  });

  it('Windows and Linux: with the start, and from a second start to the running app', () => {
    const links = collect('--', 'tel:101');
    links.hear(hear);
    system.emit('second-instance', {}, ['ringside', '--user-data-dir=/x', '--', 'ringside:102'], '/home');
    system.emit('second-instance', {}, ['ringside'], '/home');
    system.emit('second-instance', {}, ['ringside', 'tel:103', 'tel:104'], '/home');
    expect(heard).toEqual(['tel:101', 'ringside:102']);
  });

  it('a flood of links before anybody listens does not grow without end', () => {
    const links = collect();
    for (let number = 100; number < 200; number += 1) openUrl(`tel:${number}`);
    links.hear(hear);
    expect(heard).toEqual(['tel:100', 'tel:101', 'tel:102', 'tel:103']);
  });
});
