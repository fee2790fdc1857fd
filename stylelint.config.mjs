/** Nothing in a component names a raw colour or a size off the scale: those stand in renderer/ui/tokens.css alone. */

/** Lengths a box may have by itself: hairlines, and the four-pixel grid. */
const OFF_GRID = String.raw`/(?<![\d.])(?!0px|[1-3]px|1\.5px|(?:\d*[02468])?[048]px|\d*[13579][26]px)[\d.]+px/`;
const SPACE = String.raw`/^(?:(?:0|auto|var\(--s-[\w-]+\)|calc\([^;]*\))\s*)+$/`;
const TOKEN_OR_NONE = ['none', 'inherit', String.raw`/^var\(--sh-[\w-]+\)$/`];

export default {
  ignoreFiles: ['renderer/ui/tokens.css', 'renderer/ui/fonts.css'],
  rules: {
    'color-no-hex': true,
    'color-named': ['never', { ignore: ['inside-function'] }],
    'function-disallowed-list': [
      'rgb',
      'rgba',
      'hsl',
      'hsla',
      'hwb',
      'lab',
      'lch',
      'oklab',
      'oklch',
      'color',
      'color-mix',
      'light-dark',
      'cubic-bezier',
    ],
    'unit-disallowed-list': ['rem', 'em', 'pt', 'cm', 'mm', 'in'],
    'declaration-property-value-allowed-list': {
      font: ['inherit', String.raw`/^var\(--t-[\w-]+\)$/`],
      'font-weight': ['inherit', String.raw`/^var\(--w-\w+\)$/`],
      'font-family': ['inherit', 'var(--family)', 'var(--mono)'],
      'letter-spacing': ['normal', 'inherit', String.raw`/^var\(--track-\w+\)$/`],
      'border-radius': ['0', '50%', 'inherit', String.raw`/^(?:(?:0|var\(--r-\w+\))\s*)+$/`],
      'box-shadow': TOKEN_OR_NONE,
      '/^(?:gap|row-gap|column-gap|padding.*|margin.*)$/': [SPACE],
      '/^(?:animation|transition)$/': ['none', String.raw`/var\(--m-\w+\)/`],
    },
    'declaration-property-value-disallowed-list': {
      '/^(?:font-size|line-height)$/': [String.raw`/./`],
      '/^(?:(?:min-|max-)?(?:width|height)|flex|flex-basis|grid-.*|inset.*|top|left|right|bottom)$/': [
        OFF_GRID,
      ],
    },
  },
};
