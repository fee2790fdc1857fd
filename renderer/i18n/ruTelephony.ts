import type { TelephonyCatalogue } from './enTelephony.ts';

export const ruTelephony: TelephonyCatalogue = {
  'telephony.title': 'Звонки в CRM',
  'telephony.whoLogs': 'Кто записывает звонки в CRM',
  'telephony.whoLogs.first': 'Кто успеет первым',
  'telephony.whoLogs.pbx': 'АТС',
  'telephony.whoLogs.ringside': 'Ringside',
  'telephony.about.first':
    'Прямо перед записью звонка Ringside проверяет, не записала ли его ваша АТС: тот же номер в пределах 90 секунд. Тогда добавляются только ваш результат, примечание и задача. АТС, которая записывает позже вас, запишет звонок второй раз.',
  'telephony.about.pbx':
    'Ringside ждёт, пока звонок запишет АТС, и добавляет ваш результат, примечание и задачу. Если через две минуты после звонка записи АТС нет, Ringside записывает звонок сам, чтобы результат не потерялся.',
  'telephony.about.ringside':
    'Ringside записывает каждый звонок и не ищет записей АТС. Выберите это, если ваша АТС не пишет в CRM.',
  'telephony.asNote':
    'Звонок, записанный АТС, не изменяется: результат добавляется в ту же карточку отдельным примечанием.',
  'telephony.colleagues': 'Уведомление коллегам',
  'telephony.colleagues.on': 'Показывать мои входящие звонки коллегам на страницах CRM',
  'telephony.colleagues.about':
    'Когда звонит ваш телефон, выбранные коллеги видят в браузере, кто звонит, если CRM там открыта. Каждое рабочее место, где это включено, показывает свои звонки.',
  'telephony.colleagues.who': 'Кому',
  'telephony.colleagues.nobody': 'Никто не выбран: ничего не отправляется.',
  'telephony.colleagues.none':
    'Пользователи аккаунта пока неизвестны. Они появятся после первой синхронизации.',
};
