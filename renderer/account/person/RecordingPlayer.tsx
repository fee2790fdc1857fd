import { LoaderCircle, Pause, Play } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import css from './RecordingPlayer.module.css';
import { nextSpeed, seekBy, type RecordingState } from './recordingPlay.ts';

interface RecordingPlayerProps {
  /** The call note whose recording it is. */
  readonly noteId: number;
  /** How long the call was, ms; null where nobody says. Shown until the recording's own is known. */
  readonly length: number | null;
}

/** Plays the recording of a call: read when it is first asked for. Space plays, arrows seek, `S` changes the speed. */
export function RecordingPlayer({ noteId, length }: RecordingPlayerProps) {
  const { t, format, locale } = useLanguage();
  const now = useNow(MINUTE);
  const [state, setState] = useState<RecordingState>({ is: 'idle' });
  const [at, setAt] = useState(0);
  const [whole, setWhole] = useState<number | null>(null);
  const [speed, setSpeed] = useState(1);
  const [ask, failure] = useAsk();
  const group = useRef<HTMLFieldSetElement>(null);
  const sound = useRef<HTMLAudioElement>(null);
  const seekId = useId();

  const url = state.is === 'ready' ? state.url : null;
  useEffect(() => {
    if (url === null) return undefined;
    return () => URL.revokeObjectURL(url);
  }, [url]);
  useEffect(() => {
    if (sound.current) sound.current.playbackRate = speed;
  }, [speed]);

  function load(): void {
    if (state.is === 'loading') return;
    setState({ is: 'loading' });
    ask(window.api.recordings.read({ noteId }), (answer) => {
      if (answer.outcome === 'failed') setState({ is: 'failed', reason: answer.reason, since: answer.since });
      else
        setState({
          is: 'ready',
          url: URL.createObjectURL(new Blob([answer.bytes], { type: answer.type })),
          playing: true,
        });
    });
  }
  function toggle(): void {
    if (state.is !== 'ready') return load();
    const player = sound.current;
    if (player === null) return;
    if (player.paused) void player.play();
    else player.pause();
  }
  function seek(to: number): void {
    const player = sound.current;
    if (player === null) return;
    player.currentTime = to;
    setAt(to);
  }
  useKeyDown(group, (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isSlider = event.target instanceof HTMLInputElement;
    if (event.key === ' ' && isSlider) toggle();
    else if (event.key.toLowerCase() === 's' || event.code === 'KeyS') setSpeed(nextSpeed(speed));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
      seek(seekBy(at, whole, event.key === 'ArrowRight' ? 5 : -5));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const times = speed.toLocaleString(locale);
  const isPlaying = state.is === 'ready' && state.playing;
  const total = whole ?? (length === null ? null : length / 1000);
  return (
    <fieldset ref={group} className={css['player']} aria-label={t('recording.title')} data-own-keys="card">
      <button
        type="button"
        className={css['play']}
        aria-label={t(isPlaying ? 'recording.pause' : 'recording.play')}
        title={t(isPlaying ? 'recording.pause' : 'recording.play')}
        onClick={toggle}
      >
        <Icon of={state.is === 'loading' ? LoaderCircle : isPlaying ? Pause : Play} size={14} />
      </button>
      {state.is === 'ready' ? (
        <>
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody wrote down what was said */}
          <audio
            ref={sound}
            src={state.url}
            autoPlay
            onLoadedMetadata={({ currentTarget }) => {
              currentTarget.playbackRate = speed;
              setWhole(Number.isFinite(currentTarget.duration) ? currentTarget.duration : null);
            }}
            onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
            onPlay={() => setState({ ...state, playing: true })}
            onPause={() => setState({ ...state, playing: false })}
            onError={() => setState({ is: 'failed', reason: 'notSound', since: null })}
          />
          <label className="visuallyHidden" htmlFor={seekId}>
            {t('recording.place')}
          </label>
          <input
            id={seekId}
            className={css['seek']}
            type="range"
            min={0}
            max={Math.max(1, Math.ceil(total ?? 1))}
            step={1}
            value={Math.min(at, total ?? at)}
            aria-valuetext={formatDuration(at * 1000)}
            onChange={({ currentTarget }) => seek(Number(currentTarget.value))}
          />
          <span className={css['time']}>
            {formatDuration(at * 1000)}
            {total === null ? null : ` / ${formatDuration(total * 1000)}`}
          </span>
          <button
            type="button"
            className={css['speed']}
            aria-label={t('recording.speed', { speed: times })}
            aria-keyshortcuts="S"
            title={t('recording.speed', { speed: times })}
            onClick={() => setSpeed(nextSpeed(speed))}
          >
            {times}×
          </button>
        </>
      ) : (
        <output className={css['words']}>
          {state.is === 'failed'
            ? state.reason === 'gone' && state.since !== null
              ? t('recording.goneSince', { when: format.dayName(state.since, now) })
              : t(`recording.failed.${state.reason}`)
            : state.is === 'loading'
              ? t('recording.loading')
              : `${t('recording.title')}${length === null || length === 0 ? '' : `, ${formatDuration(length)}`}`}
        </output>
      )}
      <FailureLine failure={failure} />
    </fieldset>
  );
}
