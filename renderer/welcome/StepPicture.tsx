import { assertNever } from '../state/assertNever.ts';
import css from './Steps.module.css';

/** The scenes of the drawings: places in the CRM, and what goes from where to where. */
export type Scene = 'integrations' | 'redirect' | 'keys' | 'relay' | 'code' | 'generate' | 'paste';

/** A drawing of one step; the words under it say the same. */
export function StepPicture({ scene }: { readonly scene: Scene }) {
  return (
    <svg className={css['picture']} viewBox="0 0 160 96" aria-hidden="true" focusable="false">
      {scene === 'relay' ? <Relay /> : <Page scene={scene} />}
    </svg>
  );
}

const Line = ({
  y,
  to,
  strong = false,
}: {
  readonly y: number;
  readonly to: number;
  readonly strong?: boolean;
}) => <path className={strong ? css['strong'] : css['line']} d={`M52 ${y}H${to}`} />;

const Framed = ({ y }: { readonly y: number }) => (
  <rect className={css['framed']} x="48" y={y - 7} width="92" height="14" rx="3" />
);

/** A page of the CRM with its menu at the left, or Ringside's own with a field. */
function Page({ scene }: { readonly scene: Exclude<Scene, 'relay'> }) {
  return (
    <>
      <rect className={css['sheet']} x="8" y="6" width="144" height="84" rx="6" />
      {scene === 'paste' ? null : (
        <path className={css['menu']} d="M8 12a6 6 0 0 1 6-6h24v84H14a6 6 0 0 1-6-6Z" />
      )}
      {scene === 'paste' ? null : <path className={css['onMenu']} d="M15 20h14M15 32h14M15 44h14M15 56h14" />}
      <Content scene={scene} />
    </>
  );
}

function Content({ scene }: { readonly scene: Exclude<Scene, 'relay'> }) {
  switch (scene) {
    case 'integrations':
      return (
        <>
          <path className={css['onMenuStrong']} d="M15 44h14" />
          <rect className={css['main']} x="96" y="14" width="46" height="14" rx="4" />
          <path className={css['onMain']} d="M119 17.500v7m-3.500-3.500h7" />
          <rect className={css['card']} x="48" y="38" width="42" height="38" rx="4" />
          <rect className={css['card']} x="98" y="38" width="42" height="38" rx="4" />
          <path className={css['line']} d="M54 66h24M104 66h24" />
          <circle className={css['dot']} cx="60" cy="50" r="5" />
          <circle className={css['dot']} cx="110" cy="50" r="5" />
        </>
      );
    case 'redirect':
      return (
        <>
          <Line y={20} to={96} strong />
          <Framed y={40} />
          <path className={css['accent']} d="M54 40h62" />
          <path className={css['accent']} d="m54 62 4 4 7-8" />
          <path className={css['line']} d="M72 62h44" />
          <rect className={css['main']} x="104" y="72" width="36" height="12" rx="4" />
        </>
      );
    case 'keys':
      return (
        <>
          <Tabs />
          <Line y={42} to={76} />
          <Framed y={54} />
          <path className={css['accent']} d="M54 54h58" />
          <Framed y={74} />
          <path className={css['dots']} d="M54 74h50" />
        </>
      );
    case 'code':
      return (
        <>
          <Tabs />
          <Framed y={48} />
          <path className={css['accent']} d="M54 48h66" />
          <circle className={css['clock']} cx="62" cy="74" r="9" />
          <path className={css['accent']} d="M62 68.500V74l4 2.500" />
          <path className={css['line']} d="M78 74h44" />
        </>
      );
    case 'generate':
      return (
        <>
          <Tabs />
          <rect className={css['main']} x="48" y="40" width="74" height="16" rx="4" />
          <path className={css['onMain']} d="M56 48h58" />
          <rect className={css['card']} x="48" y="64" width="26" height="20" rx="3" />
          <path className={css['accent']} d="M48 70h26M55 62v4m12-4v4" />
          <path className={css['line']} d="M82 75h40" />
        </>
      );
    case 'paste':
      return (
        <>
          <path className={css['strong']} d="M24 24h52" />
          <rect className={css['framed']} x="20" y="38" width="120" height="18" rx="4" />
          <path className={css['dots']} d="M28 47h84" />
          <path className={css['accent']} d="M126 14v18m-6-6 6 6 6-6" />
          <rect className={css['main']} x="20" y="66" width="44" height="14" rx="4" />
        </>
      );
    default:
      return assertNever(scene);
  }
}

/** The tabs of an integration; the second one is open. */
const Tabs = () => (
  <>
    <path className={css['line']} d="M48 20h20M114 20h20" />
    <path className={css['strong']} d="M80 20h24" />
    <path className={css['accent']} d="M78 28h28" />
  </>
);

/** The CRM, the relay in the middle, this computer. */
const Relay = () => (
  <>
    <rect className={css['card']} x="6" y="28" width="40" height="40" rx="6" />
    <path className={css['line']} d="M14 40h24M14 50h24M14 60h14" />
    <rect className={css['framed']} x="62" y="34" width="36" height="28" rx="6" />
    <path className={css['accent']} d="M70 44h20M70 53h20" />
    <path className={css['accent']} d="M48 48h10m-4-4 4 4-4 4M100 48h10m-4-4 4 4-4 4" />
    <rect className={css['sheet']} x="114" y="30" width="40" height="28" rx="4" />
    <path className={css['line']} d="M126 66h16M134 58v8" />
    <path className={css['accent']} d="m127 44 5 5 9-10" />
  </>
);
