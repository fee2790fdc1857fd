const { LAYERS } = require('./scripts/imports/layers.ts');

/**
 * Which room may import which. The rooms of main stand in an order (scripts/imports/layers.ts): a room imports what stands before it, and
 * nothing that stands behind it. What is said beside the order follows, one rule a line, each with its reason.
 */
const ROOMS = LAYERS.flatMap((layer) => layer.rooms);

/** @param {string} names separated by blanks */
const rooms = (names) => `^main/(${names.replaceAll(' ', '|')})/`;

/** @param {string} name @param {string} comment @param {string} from @param {string} to */
const rule = (name, comment, from, to) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

const order = ROOMS.slice(0, -1).map(([name, reason], place) => {
  const higher = ROOMS.slice(place + 1).map(([above]) => above);
  return rule(`${name}-is-below`, reason, rooms(name), rooms(higher.join(' ')));
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'A circle, types included, cannot be read, tested or moved in parts.',
      from: {},
      to: { circular: true },
    },
    ...order,
    rule('sources-write-nothing', 'they report calls', rooms('sources'), rooms('outbox writes mirror')),
    rule(
      'sources-know-the-event',
      'the state machine may change',
      rooms('sources'),
      '^main/calls/(?!tracking/callEvent)',
    ),
    rule('the-pop-takes-calls-as-they-are', 'a source may change', rooms('pop'), rooms('sources')),
    rule('dialling-needs-no-pop', 'a number is dialled from anywhere', rooms('clickToCall'), rooms('pop')),
    rule(
      'webhooks-start-nothing',
      'they are the CRM telling',
      rooms('webhooks'),
      rooms('calls sources pop clickToCall outbox writes'),
    ),
    rule(
      'views-read',
      'what a window does goes another way',
      rooms('views'),
      rooms('accounts calls sources pop clickToCall webhooks notifications'),
    ),
    rule(
      'setup-asks-sources',
      'a softphone is set up without a call',
      rooms('setup'),
      rooms('pop clickToCall webhooks notifications views'),
    ),
    rule(
      'updates-stand-alone',
      'of calls they are told whether one is on',
      rooms('updates'),
      '^main/(?!updates/|common/|network/|settings/)',
    ),
    rule(
      'electron-at-the-edge',
      'the rest runs in plain Node, as tests do',
      '^main/(?!index|windows/|ipc/|compose/)',
      '^(node_modules/)?electron($|/)',
    ),
    rule(
      'keytar-in-one-file',
      'one file touches the keychain',
      '^(?!main/accounts/vault/keychain)',
      '^(node_modules/)?keytar($|/)',
    ),
    rule(
      'main-imports-no-other-program',
      'the wire is what they agree on',
      '^main/',
      '^(renderer|sandbox|relay|test|scripts)/',
    ),
    rule(
      'bodies-come-in-by-webhooks',
      'and by the worker that stores them',
      '^main/(?!webhooks/|mirror/changes/changesFromBody)',
      '^webhooks/',
    ),
    rule(
      'sandbox-is-the-service',
      'an independent reading of the facts',
      '^sandbox/',
      '^(main|renderer|preload|relay|entities)/',
    ),
    rule(
      'a-window-knows-the-contract',
      'types, and its constants',
      '^renderer/',
      '^(main|sandbox|relay|webhooks)/',
    ),
    {
      name: 'a-window-carries-no-schema',
      severity: 'error',
      comment: 'schemas cost the first paint',
      from: { path: '^renderer/' },
      to: {
        path: '^preload/(?!constants|settings/(settingsList|controls))',
        dependencyTypesNot: ['type-only'],
      },
    },
    rule(
      'the-contract-knows-neither-side',
      'it is read by both',
      '^preload/',
      '^(main|renderer|sandbox|relay)/',
    ),
    rule(
      'the-protocol-knows-neither-end',
      'relay and desktop share it',
      '^webhooks/',
      '^(main|renderer|preload|sandbox|relay)/',
    ),
    rule(
      'entities-are-data',
      'mirror, contract and windows follow from them',
      '^entities/',
      '^(main|renderer|preload|sandbox|relay|webhooks)/',
    ),
    rule(
      'texts-know-nobody',
      'every program speaks by them',
      '^i18n/',
      '^(main|renderer|preload|sandbox|relay|entities)/',
    ),
    rule(
      'the-relay-stands-alone',
      'a server of its own',
      '^relay/',
      '^(main|renderer|preload|sandbox|entities)/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
};
