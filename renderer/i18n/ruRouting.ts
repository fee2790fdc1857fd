import type { RoutingCatalogue } from './enRouting.ts';

/** Russian messages of the settings' pages for lines and the pop. */
export const ruRouting: RoutingCatalogue = {
  'settings.page.lines': 'Линии',
  'lines.title': 'Линии',
  'lines.explain':
    'Линия — это то, через что приходит звонок: внутренний номер, ваш городской номер или учётная запись софтфона. Линия относится к одному аккаунту CRM, и её звонки попадают туда. Линия появляется здесь с первым звонком.',
  'lines.none': 'Звонков ещё не было.',
  'lines.unnamed': 'Звонки без названной линии',
  'lines.account': 'Аккаунт линии {line}',
  'lines.ask': 'Кто знает номер',
  'lines.how.seen': 'Пока ничего не выбрано.',
  'lines.how.learned': 'Запомнено, когда вы перенесли звонок.',
  'lines.how.shared': 'Вы переносили её звонки в разные аккаунты.',
  'lines.how.set': 'Выбрано вами.',
  'lines.forget': 'Забыть',
  'lines.forgetLine': 'Забыть аккаунт линии {line}',
  'keys.moveAccount': 'Перенести звонок в другой аккаунт',
};
