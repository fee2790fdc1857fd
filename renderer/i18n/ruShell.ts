import type { ShellCatalogue } from './enShell.ts';

/** Russian messages of the settings' pages about keys, files, and Ringside itself. */
export const ruShell: ShellCatalogue = {
  'globalKeys.title': 'Клавиши, которые работают в любой программе',
  'globalKeys.explain':
    'Они доходят до Ringside, когда клавиатурой владеет другая программа. У окон есть свои клавиши, они там и показаны; все сразу — по клавише ? в окне аккаунта.',
  'globalKeys.name.pop': 'Передать клавиатуру карточке звонка',
  'globalKeys.name.results': 'Результат звонка, с цифрой от 1 до 7',
  'globalKeys.name.selection': 'Взять выделенный номер',
  'globalKeys.when.pop': 'Заняты, пока открыта карточка звонка.',
  'globalKeys.when.results': 'Заняты, пока завершённый звонок ждёт результата.',
  'globalKeys.when.selection': 'Заняты всегда.',
  'globalKeys.off': 'Выключено',
  'globalKeys.andDigit': '{keys} + цифра',
  'globalKeys.change': 'Изменить',
  'globalKeys.changeOf': 'Изменить: {name}',
  'globalKeys.switchOff': 'Выключить',
  'globalKeys.switchOffOf': 'Выключить: {name}',
  'globalKeys.usual': 'Обычные клавиши',
  'globalKeys.usualOf': 'Обычные клавиши: {name}',
  'globalKeys.press': 'Нажмите клавиши. Esc — отмена.',
  'globalKeys.pressDigit': 'Нажмите клавиши с цифрой. Esc — отмена.',
  'globalKeys.needsModifier':
    'Вместе с Ctrl, Alt или системной клавишей: одиночная клавиша пропала бы во всех других программах.',
  'globalKeys.problem.same': 'Те же клавиши заданы для «{rival}». Сработает только одно из двух.',
  'globalKeys.problem.taken': 'Эти клавиши заняты системой или другой программой. Выберите другие.',
  'globalKeys.problem.typing':
    'Для Windows Ctrl+Alt — это AltGr: на многих клавиатурах ими набирают @ или #, и Ringside это перехватит. Выберите другие.',
  'globalKeys.problem.unusable': 'Такие клавиши Ringside занять не может. Выберите другие.',

  'export.title': 'Звонки в файл',
  'export.explain':
    'Таблица для Excel и других программ: время, номера, кто звонил, результаты и примечания. В ней данные ваших клиентов: храните её там, где её не прочтут посторонние.',
  'export.account': 'Аккаунт',
  'export.from': 'С',
  'export.to': 'По',
  'export.save': 'Сохранить таблицу',
  'export.saved':
    '{calls, plural, one {Сохранён # звонок} few {Сохранено # звонка} many {Сохранено # звонков} other {Сохранено # звонка}}:',
  'export.noCalls': 'В эти дни звонков нет.',
  'export.wrongDays': 'Первый день позже последнего.',

  'updates.title': 'Обновления',
  'updates.off.unpackaged': 'Эта копия Ringside запущена из исходного кода; там её и обновляют.',
  'updates.off.noFeed': 'Эта копия Ringside собрана без адреса обновлений. Спросите того, кто её вам дал.',
  'updates.off.bySystem': 'Эту копию Ringside установила система, она же её обновляет.',
  'updates.idle': 'У вас последняя версия.',
  'updates.never': 'Ещё не проверялось.',
  'updates.checkedAt': 'Проверено: {time}',
  'updates.checking': 'Проверяем, есть ли новая версия…',
  'updates.waiting': 'Есть версия {version}. Она загрузится после звонка.',
  'updates.downloading': 'Загружается версия {version}: {percent} %',
  'updates.ready': 'Версия {version} готова. Она установится, когда вы закроете Ringside.',
  'updates.failed.unreachable': 'Сервер обновлений недоступен. Попробуем позже.',
  'updates.failed.refused':
    'Версия {version} не совпала с тем, что подписал издатель. Она удалена; сообщите тому, кто обслуживает ваш компьютер.',
  'updates.failed.badFeed': 'Сервер обновлений ответил что-то, что не похоже на обновление.',
  'updates.busy': 'Во время звонка и пока у него нет результата ничего не загружается и не устанавливается.',
  'updates.check': 'Проверить сейчас',
  'updates.restart': 'Перезапустить сейчас',
  'updates.later': 'Позже',

  'licences.title': 'Лицензии',
  'licences.what': 'Ringside сделан с помощью работы многих других людей.',
  'licences.show': 'Показать лицензии',
  'licences.chromium': 'Лицензии Electron и Chromium',
  'licences.none': 'Пакет называет свою лицензию, но текста не приносит.',
};
