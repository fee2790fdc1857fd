/** What a framed window is as large as the first time, in device-independent pixels. */
export const windowSizes = {
  welcome: { width: 960, height: 660 },
  account: { width: 1180, height: 760 },
  settings: { width: 860, height: 680 },
} as const;
