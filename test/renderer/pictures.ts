import { accountPictures } from './accountPictures.ts';
import { callPictures } from './callPictures.ts';
import { popPictures } from './popPictures.ts';
import { welcomePictures } from './welcomePictures.ts';
import { settings, type Picture } from './world.ts';

const settingsPictures: readonly Picture[] = [
  { name: 'listening', page: 'settings', world: {} },
  { name: 'port-in-use', page: 'settings', world: { settings: settings('portInUse') } },
  { name: 'failed', page: 'settings', world: { settings: settings('failed') } },
  {
    name: 'sources',
    page: 'settings',
    world: {},
    act: (page) => page.locator('#source-asterisk').evaluate((title) => title.scrollIntoView()),
  },
  {
    name: 'dialling',
    page: 'settings',
    world: {},
    act: (page) => page.locator('#dial').scrollIntoViewIfNeeded(),
  },
];

/** Every screen in every state. */
export const pictures: readonly Picture[] = [
  ...popPictures,
  ...accountPictures,
  ...callPictures,
  ...welcomePictures,
  ...settingsPictures,
];
