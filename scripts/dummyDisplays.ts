import { existsSync } from 'node:fs';

/** One display's size in pixels. */
export interface DisplaySize {
  readonly width: number;
  readonly height: number;
}

/** Debian's own places (xserver-xorg-core, xserver-xorg-video-dummy). */
const XORG = '/usr/lib/xorg/Xorg';
const DUMMY_DRIVER = '/usr/lib/xorg/modules/drivers/dummy_drv.so';

/**
 * Why this computer cannot have several displays without a screen, undefined where it can. Xvfb has one output, whatever
 * `xrandr --setmonitor` says of it, and Chromium reads outputs: only a real X server on the dummy driver has more.
 */
export function whyNoDisplays(): string | undefined {
  const isThere = existsSync(XORG) && existsSync(DUMMY_DRIVER);
  return isThere ? undefined : 'no X server with the dummy driver here (xserver-xorg-video-dummy)';
}

/** How to start that server; it needs no rights. It says on file descriptor 3 which display it is. */
export function dummyServer(configuration: string, log: string): readonly [string, readonly string[]] {
  return [
    XORG,
    ['-displayfd', '3', '-config', configuration, '-logfile', log, '-nolisten', 'tcp', '-noreset'],
  ];
}

/** xorg.conf for displays side by side, the first one at the left, each at the top (xorg.conf(5), dummy(4)). */
export function dummyConfiguration(displays: readonly DisplaySize[]): string {
  const width = displays.reduce((sum, one) => sum + one.width, 0);
  const height = Math.max(...displays.map((one) => one.height));
  const monitor = (one: DisplaySize, index: number): string => `Section "Monitor"
  Identifier "display${index}"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Option "Enable" "true"
  Option "PreferredMode" "${one.width}x${one.height}"
${index === 0 ? '' : `  Option "RightOf" "display${index - 1}"\n`}EndSection
`;
  return `Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
${displays.map(monitor).join('')}Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
${displays.map((_, index) => `  Option "Monitor-DUMMY${index}" "display${index}"\n`).join('')}EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "display0"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual ${width} ${height}
  EndSubSection
EndSection
`;
}
