import type { Culture } from './culture.ts';

const FIRST =
  'James,Mary,Robert,Patricia,Michael,Jennifer,David,Linda,William,Elizabeth,Richard,Barbara,Joseph,Susan,Thomas,Jessica,Charles,Sarah,Daniel,Karen,Matthew,Nancy,Anthony,Lisa,Mark,Margaret,Paul,Sandra,Steven,Ashley,Andrew,Kimberly,Joshua,Donna,Kenneth,Emily,Kevin,Michelle,Brian,Carol,José,Zoë,Siobhán,Renée,Diego,Aisha,Wei,Priya'.split(
    ',',
  );
const LAST =
  "Smith,Johnson,Williams,Brown,Jones,Garcia,Miller,Davis,Rodriguez,Martinez,Hernandez,Lopez,Wilson,Anderson,Taylor,Moore,Jackson,Martin,Lee,Thompson,White,Harris,Clark,Lewis,Robinson,Walker,Young,King,Wright,O'Brien,Nguyen,Hill,Green,Adams,Baker,McAllister,Rivera,Campbell,Carter,Roberts,Fitzgerald,van Dijk,Patel,Kowalski,Okafor,Ito,Larsson".split(
    ',',
  );
const TRADES =
  'Harbor Coffee,Pinecrest Dental,Summit Roofing,Blue Heron Travel,Lakeside Auto,Granite & Sons,Bright Path Tutoring,Evergreen Landscaping,Ironwood Fitness,Copper Kettle Catering,Seaboard Freight,Maple Street Books,Vista Solar,Redline Plumbing,Quill Printing,Hearth Bakery,Keystone Legal,Orchard Pediatrics,Tidewater Marine,Foxglove Florist'.split(
    ',',
  );
const FORMS = ['# LLC', '# Inc.', '# Group', '#, Co.'];
const AREAS = [
  212, 718, 617, 415, 312, 206, 303, 404, 512, 305, 602, 702, 503, 619, 214, 713, 202, 215, 313, 612,
];

/** 555-0100 to 555-0199 of every area code is set aside for fiction: ours by right. */
const fictional = (index: number): string => {
  const area = AREAS[index % AREAS.length] ?? 212;
  return `+1${String(area)}55501${String(Math.floor(index / AREAS.length) % 100).padStart(2, '0')}`;
};

/** Northwind: a small supplier in New York. */
export const american: Culture = {
  account: {
    name: 'Northwind',
    subdomain: 'northwind',
    country: 'US',
    currency: 'USD',
    currency_symbol: '$',
    language: 'en',
    timezone: 'America/New_York',
    date_format: 'm/d/Y',
    time_format: 'h:i:s A',
    task_types: [
      { id: 1, name: 'Follow-up', color: null, icon_id: null, code: 'FOLLOW_UP' },
      { id: 2, name: 'Meeting', color: null, icon_id: null, code: 'MEETING' },
    ],
  },
  group: 'Sales',
  users: [
    { first: 'Grace', last: 'Holloway' },
    { first: 'Marcus', last: 'Reed' },
    { first: 'Hannah', last: 'Castillo' },
    { first: 'Owen', last: 'Bright' },
    { first: 'Leila', last: 'Haddad' },
  ],
  person: (index) => ({
    first: FIRST[index % FIRST.length] ?? '',
    last: LAST[index % LAST.length] ?? '',
  }),
  company: (index) =>
    (FORMS[Math.floor(index / TRADES.length) % FORMS.length] ?? '#').replace(
      '#',
      TRADES[index % TRADES.length] ?? '',
    ),
  mobile: fictional,
  // People take the first 1,400 of the 2,000 fictional numbers, companies the rest.
  landline: (index) => fictional(1_400 + (index % 600)),
  dirty(e164, random) {
    const [area, exchange, line] = [e164.slice(2, 5), e164.slice(5, 8), e164.slice(8)];
    return random.pick([
      e164,
      `(${area}) ${exchange}-${line}`,
      `${area}-${exchange}-${line}`,
      `${area}.${exchange}.${line}`,
      `1-${area}-${exchange}-${line}`,
      `+1 (${area}) ${exchange}-${line}`,
      `${area}${exchange}${line}`,
      `001 ${area} ${exchange} ${line}`,
    ]);
  },
  oddPhones: [
    ['(646) 555-0123 x12'],
    ['646-555-0124 ext. 305'],
    ['(646) 555-0125 / (646) 555-0126'],
    ['+1 646 555 0127;ext=44', '(646) 555-0128', '646.555.0129'],
    ['+44 20 7946 0123'],
    ['011 44 20 7946 0456'],
    ['cell 646 555 0130 (after 5pm)'],
    ['1 800 FLOWERS'],
    ['+52 55 5555 0101'],
    ['646\u2011555\u20110131'],
    ['n/a'],
    ['+16465550132,123'],
  ],
  extension: (number) => ` x${String(number)}`,
  longName: {
    first: 'Maximiliana Wilhelmina Christophina-Josephine Bartholomea',
    last: 'Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausenbergerdorff the Third',
  },
  positions: ['Owner', 'Purchasing', 'Office Manager', 'CFO', 'Operations', 'Front Desk', 'Founder & CEO'],
  pipeline: 'Sales',
  stages: [
    'Incoming leads',
    'Contacted',
    'Discovery',
    'Proposal sent',
    'Contract',
    'Awaiting payment',
    'Closed - won',
    'Closed - lost',
  ],
  lossReasons: ['Too expensive', 'Chose a competitor', 'No longer needed', 'Stopped answering'],
  deals: [
    'Espresso machine lease',
    'Roof replacement',
    'Office renovation',
    'Annual service plan',
    'Packaging order',
    'Catalog printing',
    'Truck rental, Q3',
    'Courtyard landscaping',
    'Panel upgrade',
    'Flour, 20 pallets',
  ],
  price: [350, 48_000, 50],
  notes: [
    'Prefers a call after lunch',
    'Quote sent by e-mail',
    'Waiting for the invoice',
    'Key account, 5% discount',
  ],
  callNotes: [
    'Went over the dates, waiting for a quote',
    'Call back on Monday',
    'No answer',
    'Asked for a price list',
    'Meeting agreed',
  ],
  tasks: [
    'Call back about the dates',
    'Send the quote',
    'Go over the contract',
    'Remind about the payment',
    'Confirm the meeting',
  ],
};
