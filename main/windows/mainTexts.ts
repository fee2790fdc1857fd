import type { Language } from '../common/language.ts';

/**
 * The few sentences that the main process itself shows: the tray, and dialogs for when there is no window
 * to show anything in. Everything else is in renderer/i18n.
 */
const en = {
  open: 'Open Ringside',
  missed: (count: number) => `${count} missed`,
  waiting: (count: number) => `${count} waiting`,
  settings: 'Settings',
  quit: 'Quit',
  welcomeTitle: 'Ringside',
  settingsTitle: 'Ringside: settings',
  popTitle: 'Ringside: call',
  menu: {
    about: 'About Ringside',
    hide: 'Hide Ringside',
    hideOthers: 'Hide Others',
    quit: 'Quit Ringside',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    window: 'Window',
    minimize: 'Minimize',
    front: 'Bring All to Front',
  },
  notices: {
    titles: {
      leadMoved: 'A deal moved',
      leadGiven: 'A deal is yours now',
      taskDue: 'A task is due',
      taskGiven: 'A task is yours now',
      calledBack: 'Somebody called back',
      incomingCall: 'An incoming lead by phone',
    },
    several: (count: number) => `${count} of them`,
  },
  journalNewer:
    'The call journal was written by a newer version of Ringside. Install that version again: nothing in the journal was changed.',
  journalBroken: (path: string) =>
    `The call journal could not be read. It was kept, unchanged, as\n${path}\nand a new one was started. Ask whoever looks after your computer to look at the old file: results that had not reached the CRM are in it.`,
  journalRestored: (path: string, copy: string) =>
    `The call journal could not be read. It was kept, unchanged, as\n${path}\nand its copy ${copy} is used. What is unsent in the old file can be brought back: Settings, About.`,
  folderUnavailable: (path: string, words: string) =>
    `Ringside cannot write to its data folder\n${path}\n(${words}). Allow writing to it, or make room on its disk, then start Ringside again.`,
  journalUnavailable: (words: string) =>
    `The call journal could not be opened (${words}). Check that the disk is not full and the data folder may be written to, then start Ringside again.`,
};

const ru: typeof en = {
  open: 'Открыть Ringside',
  missed: (count) => `пропущено ${count}`,
  waiting: (count) => `ждут отправки ${count}`,
  settings: 'Настройки',
  quit: 'Выйти',
  welcomeTitle: 'Ringside',
  settingsTitle: 'Ringside: настройки',
  popTitle: 'Ringside: звонок',
  menu: {
    about: 'О программе Ringside',
    hide: 'Скрыть Ringside',
    hideOthers: 'Скрыть остальные',
    quit: 'Завершить Ringside',
    edit: 'Правка',
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    selectAll: 'Выбрать все',
    window: 'Окно',
    minimize: 'Свернуть',
    front: 'Все окна — на передний план',
  },
  notices: {
    titles: {
      leadMoved: 'Сделка перешла на другой этап',
      leadGiven: 'Сделка теперь ваша',
      taskDue: 'Пора выполнить задачу',
      taskGiven: 'Задача теперь ваша',
      calledBack: 'Пропущенному перезвонили',
      incomingCall: 'Неразобранный звонок',
    },
    several: (count) => `Всего: ${count}`,
  },
  journalNewer:
    'Журнал звонков записан более новой версией Ringside. Установите её снова: в журнале ничего не изменено.',
  journalBroken: (path) =>
    `Журнал звонков не читается. Он сохранён без изменений как\n${path}\nи начат новый. Покажите старый файл тому, кто обслуживает ваш компьютер: в нём результаты, которые ещё не попали в CRM.`,
  journalRestored: (path, copy) =>
    `Журнал звонков не читается. Он сохранён без изменений как\n${path}\nи взята его копия ${copy}. Неотправленное из старого файла можно вернуть: Настройки, О программе.`,
  folderUnavailable: (path, words) =>
    `Ringside не может писать в свою папку данных\n${path}\n(${words}). Разрешите запись в неё или освободите место на диске и запустите Ringside снова.`,
  journalUnavailable: (words) =>
    `Не удалось открыть журнал звонков (${words}). Проверьте, что на диске есть место и папка данных доступна для записи, и запустите Ringside снова.`,
};

export const textsFor = (language: Language): typeof en => (language === 'ru' ? ru : en);
