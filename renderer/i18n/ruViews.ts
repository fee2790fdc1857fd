import type { ViewCatalogue } from './enViews.ts';

/** Russian messages of the views that are read when they are first shown. */
export const ruViews: ViewCatalogue = {
  'keys.title': 'Клавиши',
  'keys.everywhere': 'Везде',
  'keys.inLists': 'В списках',
  'keys.inCalls': 'В звонках',
  'keys.views': 'Разделы, от звонков до настроек',
  'keys.search': 'Поиск людей, компаний, сделок и номеров',
  'keys.back': 'Назад и вперёд',
  'keys.help': 'Эти клавиши',
  'keys.close': 'Выйти из поля, закрыть карточку',
  'keys.move': 'Вверх и вниз',
  'keys.open': 'Открыть, клавиатура переходит в карточку',
  'keys.result': 'Результат звонка',
  'keys.note': 'Заметка',
  'keys.showOnPop': 'Показать звонок в окошке',
  'keys.undo': 'Отменить результат в течение десяти секунд',
};
