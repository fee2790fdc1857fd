import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol } from 'electron';
import type { Session } from 'electron';

/**
 * The policy every page is served with: own scripts, styles and pictures, and no network at all. What a
 * window needs from outside comes through the contract.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  // Recordings, whose bytes came through the contract.
  'media-src blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built pages to one session. The files are listed once: a path that is not in the list does
 * not exist, so no path can climb out of the folder.
 *
 * @param onServed told after each file that was handed out
 */
export function serveApp(session: Session, rendererDir: string, onServed: () => void): void {
  const files = listFiles(rendererDir);

  async function answer(url: string, method: string): Promise<PageFile | null> {
    const { host, pathname } = new URL(url);
    const file = host === 'ringside' && method === 'GET' ? files.get(pathname) : undefined;
    if (file === undefined) return null;
    // A file that an update took away is one that does not exist.
    const content = await readFile(file).catch(() => null);
    if (content === null) return null;
    // After the answer itself is on its way.
    setImmediate(onServed);
    return { content, type: contentTypes[extname(file)] ?? 'application/octet-stream' };
  }

  if (canServeBuffers(session.protocol)) {
    session.protocol.registerBufferProtocol('app', ({ url, method }, reply) => {
      void answer(url, method).then((file) => {
        // The type must be told beside the headers too: without it Chromium takes any file for a web page.
        reply(
          file === null
            ? { statusCode: 404, mimeType: 'text/plain', data: Buffer.from('not found') }
            : { mimeType: mimeOf(file.type), charset: 'utf-8', headers: headersOf(file), data: file.content },
        );
      });
    });
    return;
  }
  session.protocol.handle('app', async ({ url, method }) => {
    const file = await answer(url, method);
    if (file === null) return new Response('not found', { status: 404 });
    return new Response(new Uint8Array(file.content), { headers: headersOf(file) });
  });
}

interface PageFile {
  readonly content: Buffer;
  /** With its charset. */
  readonly type: string;
}

/**
 * Electron deprecates `registerBufferProtocol` for `handle`, and `handle` touches `Request` and `Response`:
 * with them Node reads its whole HTTP client, 40 to 100 ms of main's time while the agent waits for the
 * first page. So it is used for as long as Electron has it.
 */
function canServeBuffers(protocol: Partial<Session['protocol']>): boolean {
  return typeof protocol.registerBufferProtocol === 'function';
}

const mimeOf = (type: string): string => type.split(';', 1)[0] ?? type;

const headersOf = ({ type }: PageFile): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
});

function listFiles(dir: string): ReadonlyMap<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(dir, file).split(sep).join('/')}`, file];
      }),
  );
}
