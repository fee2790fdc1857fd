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
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file = url.host === 'ringside' ? files.get(url.pathname) : undefined;
    if (file === undefined || request.method !== 'GET') return new Response('not found', { status: 404 });
    const content = new Uint8Array(await readFile(file));
    // After the answer itself is on its way.
    setImmediate(onServed);
    return new Response(content, {
      headers: {
        'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      },
    });
  });
}

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
