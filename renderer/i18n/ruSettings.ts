import type { SettingsCatalogue } from './enSettings.ts';

/** Russian messages of the settings' pages. */
export const ruSettings: SettingsCatalogue = {
  'settings.pages': 'Разделы',
  'settings.page.general': 'Общие',
  'settings.page.account': 'Этот аккаунт',
  'settings.page.telephony': 'Звонки в CRM',
  'settings.page.softphone': 'Софтфон',
  'settings.page.news': 'Новости CRM',
  'settings.page.keys': 'Клавиши',
  'settings.page.export': 'Выгрузка',
  'settings.page.about': 'О программе',

  'settings.appearance': 'Язык и вид',
  'settings.language': 'Язык',
  'settings.theme': 'Оформление',
  'settings.zoom': 'Размер всего в окнах',
  'settings.zoom.percent': '{zoom} %',
  'settings.language.system': 'Как в системе',
  'settings.language.en': 'English',
  'settings.language.ru': 'Русский',
  'settings.theme.system': 'Как в системе',
  'settings.theme.light': 'Светлое',
  'settings.theme.dark': 'Тёмное',
  'settings.version': 'Ringside {version}',

  'startup.title': 'Запуск вместе с системой',
  'startup.on': 'Запускать Ringside при входе в систему',
  'startup.blocked': 'Ringside добавлен в автозапуск, но отключён в настройках системы. Включите его там.',
  'startup.unavailable': 'Эта копия Ringside не установлена, поэтому система не может её запускать.',

  'data.title': 'Данные',
  'data.what':
    'Звонки, настройки и журнал лежат в одной папке на этом компьютере. Закройте Ringside, прежде чем что-то в ней менять.',
  'data.open': 'Открыть папку с данными',

  'diagnostics.title': 'Диагностика',
  'diagnostics.what':
    'Текстовый файл для того, кто вам помогает: версии, настройки, состояния, счётчики и конец журнала. Номера телефонов, адреса, имена и секреты скрыты. Сам он никуда не отправляется.',
  'diagnostics.save': 'Сохранить диагностику',
  'diagnostics.saved': 'Сохранено:',
  'diagnostics.show': 'Показать файл',
};
