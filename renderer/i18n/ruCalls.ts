import type { CallsCatalogue } from './enCalls.ts';

/** Russian messages of the calls of every day, the after-call form and what the agent wrote. */
export const ruCalls: CallsCatalogue = {
  'history.none.all': 'Звонков пока нет',
  'history.none.unlogged': 'У всех звонков есть результат',
  'history.none.waiting': 'Ничего не ждёт отправки в CRM',
  'history.none.failed': 'Ошибок нет',
  'history.noneBefore': 'До этого дня звонков нет',
  'history.total': '{total, plural, one {# звонок} few {# звонка} many {# звонков} other {# звонка}}',
  'history.before': 'Звонки по',
  'history.newest': 'К последним',

  'missed.none': 'Всем ответили или перезвонили',
  'missed.callers':
    '{count, plural, one {# человек ждёт} few {# человека ждут} many {# человек ждут} other {# человека ждут}} обратного звонка',
  'missed.times':
    '{times, plural, one {# пропущенный} few {# пропущенных} many {# пропущенных} other {# пропущенного}}',
  'missed.closed': 'Перезвонили',
  'missed.copy': 'Копировать номер',
  'missed.copied': 'Скопировано',
};
