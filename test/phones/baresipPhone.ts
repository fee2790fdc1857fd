import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from './eventually.ts';
import { freePort } from '../../scripts/drive/freePort.ts';

/**
 * A real phone: baresip, with a tone for a voice, on ports of its own. Its keys are pressed over HTTP, so
 * that its `ctrl_tcp`, which takes one client only, is free for who is tested.
 */
export interface BaresipPhone {
  readonly sipPort: number;
  readonly ctrlPort: number;
  /** `sip:agent@127.0.0.1:15060`. */
  readonly address: string;
  dial(address: string): Promise<void>;
  answer(): Promise<void>;
  /** Ends, refuses (busy) or gives up the current call. */
  hangUp(): Promise<void>;
  hold(): Promise<void>;
  resume(): Promise<void>;
  /** True while a call rings here. */
  isRinging(): Promise<boolean>;
  isTalking(): Promise<boolean>;
  hasCall(): Promise<boolean>;
  /** Its program dies without a word, as when it is killed. */
  die(): Promise<void>;
  /** It is started again, with the same address and ports. */
  rise(): Promise<void>;
  stop(): Promise<void>;
}

interface PhoneOptions {
  /** User part of its address: a number, as a caller's phone has. */
  readonly user: string;
  /** Registers with a switchboard at this host and port instead of standing alone. */
  readonly registrar?: string;
  /** Answers every call at once. */
  readonly answersItself?: boolean;
}

/** More than its calls need. */
const RTP_PORTS = 40;

export async function startBaresip(options: PhoneOptions): Promise<BaresipPhone> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ringside-baresip-'));
  const [sipPort, ctrlPort, httpPort, rtpPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(RTP_PORTS),
  ];
  const domain = options.registrar ?? `127.0.0.1:${sipPort}`;
  const register = options.registrar === undefined ? ';regint=0' : ';regint=60';
  const account = `<sip:${options.user}@${domain};transport=udp>${register};answermode=${options.answersItself === true ? 'auto' : 'manual'}`;
  await writeFile(path.join(folder, 'accounts'), `${account}\n`);
  await writeFile(path.join(folder, 'contacts'), '');
  await writeFile(path.join(folder, 'config'), configOf(folder, sipPort, ctrlPort, httpPort, rtpPort));
  const key = async (press: string): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${httpPort}/raw/?${encodeURIComponent(press)}`);
    return answer.text();
  };
  const start = () => {
    const child = spawn('baresip', ['-f', folder], { stdio: ['ignore', 'ignore', 'ignore'] });
    return { child, gone: new Promise<void>((resolve) => child.once('close', () => resolve())) };
  };
  const answers = () => eventually('baresip answers', () => key('l').then(Boolean, () => false));
  let running = start();
  await answers();
  return {
    sipPort,
    ctrlPort,
    address: `sip:${options.user}@127.0.0.1:${sipPort}`,
    dial: async (address) => {
      await key(`/dial ${address}`);
    },
    answer: async () => {
      await key('a');
    },
    hangUp: async () => {
      await key('b');
    },
    hold: async () => {
      await key('x');
    },
    resume: async () => {
      await key('X');
    },
    isRinging: async () => (await key('l')).includes('INCOMING'),
    isTalking: async () => (await key('l')).includes('ESTABLISHED'),
    hasCall: async () => /INCOMING|ESTABLISHED|OUTGOING|RINGING|EARLY/.test(await key('l')),
    async die() {
      running.child.kill('SIGKILL');
      await running.gone;
    },
    async rise() {
      running = start();
      await answers();
    },
    async stop() {
      const { child, gone } = running;
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(forced);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configOf(folder: string, sip: number, ctrl: number, http: number, rtp: number): string {
  const modules = '/usr/lib/baresip/modules';
  return [
    'poll_method epoll',
    `sip_listen 127.0.0.1:${sip}`,
    'call_local_timeout 120',
    'call_max_calls 8',
    'audio_source ausine,440',
    `audio_player aufile,${folder}/heard.wav`,
    `audio_alert aufile,${folder}/alert.wav`,
    'ausrc_srate 48000',
    'ausrc_channels 2',
    'auplay_srate 48000',
    'auplay_channels 2',
    `rtp_ports ${rtp}-${rtp + RTP_PORTS - 1}`,
    `module_path ${modules}`,
    'module g711.so',
    'module ausine.so',
    'module aufile.so',
    'module_tmp uuid.so',
    'module_tmp account.so',
    'module_app menu.so',
    'module_app ctrl_tcp.so',
    'module_app httpd.so',
    `ctrl_tcp_listen 127.0.0.1:${ctrl}`,
    `http_listen 127.0.0.1:${http}`,
    '',
  ].join('\n');
}
