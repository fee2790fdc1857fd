import type { Dictionary, TelephonyView } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import css from '../Settings.module.css';

interface ColleaguesProps {
  readonly colleagues: TelephonyView['colleagues'];
  /** Of the account, without the agent. */
  readonly users: Dictionary['users'];
  readonly onChange: (colleagues: TelephonyView['colleagues']) => void;
}

/** Whose browser shows the agent's incoming calls; a user who has left the account goes with the next change. */
export function Colleagues({ colleagues, users, onChange }: ColleaguesProps) {
  const { t } = useLanguage();
  const chosen = users.map(({ id }) => id).filter((id) => colleagues.users.includes(id));
  return (
    <section className={css['source']} aria-labelledby="colleagues">
      <h3 id="colleagues">{t('telephony.colleagues')}</h3>
      <label className={css['switch']}>
        <input
          type="checkbox"
          checked={colleagues.on}
          onChange={(event) => {
            onChange({ ...colleagues, on: event.target.checked });
          }}
        />
        {t('telephony.colleagues.on')}
      </label>
      <p className={css['quiet']}>{t('telephony.colleagues.about')}</p>
      {colleagues.on ? (
        <fieldset className={css['people']}>
          <legend>{t('telephony.colleagues.who')}</legend>
          {users.map(({ id, name }) => (
            <label key={id} className={css['switch']}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={(event) => {
                  onChange({
                    ...colleagues,
                    users: event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
                  });
                }}
              />
              {/* A user whose name is not known yet is told by the id. */}
              <span dir="auto">{name === '' ? `#${String(id)}` : name}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      {colleagues.on && chosen.length === 0 ? (
        <output className={css['quiet']}>
          {t(users.length === 0 ? 'telephony.colleagues.none' : 'telephony.colleagues.nobody')}
        </output>
      ) : null}
    </section>
  );
}
