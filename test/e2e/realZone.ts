import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { DrivenElectron } from '../../scripts/drive/attach.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { createSandbox } from '../../sandbox/server.ts';
import { makeCertificate } from '../integration/sandbox/certificate.ts';

/** The demo CRM in the place of Kommo itself: its hosts, its https. */
export interface RealZone {
  readonly sandbox: Sandbox;
  /** What it is known by: its own authority. */
  readonly certificate: string;
  /** Where its https is answered on this computer. */
  readonly tlsPort: number;
  /** Where a page of `https://www.kommo.com` is answered for a browser of this computer. */
  answeredAt(url: string): string;
  /** Leads an app's requests here, as the system's DNS and its list of authorities would; until the app ends. */
  lead(electron: DrivenElectron): Promise<void>;
  close(): Promise<void>;
}

const DOMAIN = 'kommo.com';

/** Starts Kommo, with an integration registered at `redirectUri`. Its certificate is trusted by nobody but who is led here. */
export async function startKommo(redirectUri: string): Promise<RealZone> {
  const identity = await makeCertificate(DOMAIN, `*.${DOMAIN}`);
  const sandbox = createSandbox({ domain: DOMAIN, redirectUri, contacts: 20, requestsPerSecond: null });
  const port = await sandbox.listen(0);
  const front = createServer(identity, (visitor) => {
    const crm = connect(port, '127.0.0.1');
    const end = (): void => {
      visitor.destroy();
      crm.destroy();
    };
    visitor.on('error', end).on('close', end).pipe(crm).on('error', end).on('close', end).pipe(visitor);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port: tlsPort } = front.address() as AddressInfo;
  return {
    sandbox,
    certificate: identity.cert,
    tlsPort,
    answeredAt: (url) => url.replace(`https://www.${DOMAIN}/`, `http://127.0.0.1:${port}/`),
    async lead(electron) {
      // The app asks for port 443 of a host by Node's own agent: that agent knows the way, and whom to trust.
      await electron.askMain(
        (_electron, way) => {
          const { globalAgent } = process.getBuiltinModule('node:https');
          Object.assign(globalAgent.options, way);
        },
        { host: '127.0.0.1', port: tlsPort, servername: `any.${DOMAIN}`, ca: identity.cert },
      );
    },
    async close() {
      front.close();
      await sandbox.close();
    },
  };
}
