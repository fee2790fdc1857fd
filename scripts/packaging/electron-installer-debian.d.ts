/** The package brings no types: what Ringside uses of it. */
declare module 'electron-installer-debian' {
  export default function createDeb(options: {
    readonly src: string;
    readonly dest: string;
    /** The path of the deb. */
    readonly rename: () => string;
    readonly arch: string;
    readonly name: string;
    readonly productName: string;
    readonly bin: string;
    readonly version: string;
    readonly maintainer: string;
    readonly homepage: string;
    /** One line. */
    readonly description: string;
    readonly productDescription: string;
    readonly section: string;
    readonly compression: 'xz' | 'gzip';
    /** Files by size, as `512x512`. */
    readonly icon: Readonly<Record<string, string>>;
    readonly categories: readonly string[];
    readonly mimeType: readonly string[];
    /** Beside what this version of Electron needs. */
    readonly depends: readonly string[];
  }): Promise<unknown>;
}
