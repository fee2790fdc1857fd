import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/drive/freePort.ts';

interface SippCalls {
  /** Where they go: `127.0.0.1:15060`, and the user called there. */
  readonly target: string;
  readonly user: string;
  /** One call each, from these numbers, one after the other at `perSecond`. */
  readonly from: readonly string[];
  readonly perSecond: number;
  readonly talkMs: number;
}

/**
 * Calls made by SIPp, each from a number of its own: rings, waits for the answer, talks, hangs up.
 * @returns resolves when all are over; rejects when one did not go as planned
 */
export async function sippCalls({ target, user, from, perSecond, talkMs }: SippCalls): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ringside-sipp-'));
  await writeFile(path.join(folder, 'call.xml'), scenario(user, talkMs));
  await writeFile(
    path.join(folder, 'numbers.csv'),
    `SEQUENTIAL\n${from.map((number) => `${number};\n`).join('')}`,
  );
  // For a picture and its control as well, which it opens unasked.
  const mediaPorts = 4;
  const ports = ['-p', String(await freePort()), '-mp', String(await freePort(mediaPorts))];
  const calls = ['-m', String(from.length), '-r', String(perSecond), '-l', '4'];
  const limits = ['-timeout', '60s', '-timeout_error', '-nostdin'];
  const files = ['-sf', 'call.xml', '-inf', 'numbers.csv'];
  const args = [target, '-i', '127.0.0.1', ...ports, ...files, ...calls, ...limits];
  const child = spawn('sipp', args, { cwd: folder, stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  await rm(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`sipp ended with ${String(code)}: a call did not go as planned`);
}

function scenario(user: string, talkMs: number): string {
  const head = (method: string, sequence: string, toTag: string): string => `
      ${method} sip:${user}@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]caller[call_number]
      To: <sip:${user}@[remote_ip]:[remote_port]>${toTag}
      Call-ID: [call_id]
      CSeq: ${sequence}
      Contact: <sip:[field0]@[local_ip]:[local_port]>
      Max-Forwards: 70`;
  const answered = '[peer_tag_param]';
  return `<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="caller">
  <send retrans="500"><![CDATA[${head('INVITE', '1 INVITE', '')}
      Content-Type: application/sdp
      Content-Length: [len]

      v=0
      o=caller 1 1 IN IP4 [local_ip]
      s=-
      c=IN IP4 [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 0
      a=rtpmap:0 PCMU/8000
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rtd="true"/>
  <send><![CDATA[${head('ACK', '1 ACK', answered)}
      Content-Length: 0

  ]]></send>
  <pause milliseconds="${talkMs}"/>
  <send retrans="500"><![CDATA[${head('BYE', '2 BYE', answered)}
      Content-Length: 0

  ]]></send>
  <recv response="200"/>
</scenario>
`;
}
