/** What is read of the system to know which Linphone is installed. */
export interface InstalledFiles {
  readonly platform: NodeJS.Platform;
  /** The text of a file, null when it cannot be read. */
  readonly read: (file: string) => string | null;
}

/** The version of the installed Linphone, `4.4.10`; null when none is known of. Nothing is started for it. */
export function linphoneVersion({ platform, read }: InstalledFiles): string | null {
  if (platform === 'linux') {
    const packages = read('/var/lib/dpkg/status') ?? '';
    const block = /^Package: linphone-desktop\n(?:.+\n)*/mu.exec(packages)?.[0] ?? '';
    // `1:4.4.10-3`: an epoch before it, the package's own number behind it.
    return /^Version: (?:\d+:)?(\d+(?:\.\d+)*)/mu.exec(block)?.[1] ?? null;
  }
  if (platform === 'darwin') {
    const facts = read('/Applications/Linphone.app/Contents/Info.plist') ?? '';
    return /<key>CFBundleShortVersionString<\/key>\s*<string>(\d+(?:\.\d+)*)/u.exec(facts)?.[1] ?? null;
  }
  return null;
}

/** Up to 4.4, which Debian and Ubuntu have, Linphone has no hook at all (call-sources.md 3). */
export function hasHook(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 4 || (major === 4 && minor > 4);
}
