import type { Culture, PersonName } from './culture.ts';

const MEN =
  'Александр,Алексей,Андрей,Антон,Артём,Борис,Вадим,Виктор,Глеб,Денис,Дмитрий,Егор,Иван,Игорь,Илья,Константин,Леонид,Максим,Матвей,Михаил,Никита,Олег,Павел,Пётр,Роман,Сергей,Степан,Тимофей,Фёдор,Юрий,Семён,Ярослав'.split(
    ',',
  );
const WOMEN =
  'Алёна,Алина,Анастасия,Анна,Валентина,Варвара,Вера,Виктория,Галина,Дарья,Екатерина,Елена,Жанна,Зоя,Инна,Ирина,Ксения,Лидия,Любовь,Людмила,Марина,Мария,Надежда,Наталья,Оксана,Ольга,Полина,Раиса,Светлана,Софья,Татьяна,Юлия'.split(
    ',',
  );
const SURNAMES =
  'Соловьёв,Королёв,Воробьёв,Киселёв,Ковалёв,Лебедев,Морозов,Новиков,Волков,Кузнецов,Попов,Васильев,Павлов,Семёнов,Голубев,Виноградов,Богданов,Зайцев,Фёдоров,Беляев,Тарасов,Белов,Комаров,Орлов,Андреев,Макаров,Никитин,Захаров,Баранов,Ершов,Щербаков,Дьячков,Журавлёв,Хрущёв,Яковлев,Суворов,Пестов'.split(
    ',',
  );
const TRADES =
  'Стройдом,Ромашка-Опт,СеверТрейд,Вектор,ТехноЛайн,Медсервис,АгроПлюс,ЛесТорг,Грузовичок,Альфа-Окна,Уют и Ко,Полиграфист,Хлебный двор,Энергомаш,Чистый город,Зелёный сад,Автоплаза,КофеМир,Ремонт-Сити,Электрощит'.split(
    ',',
  );
const FORMS = ['ООО «#»', 'АО «#»', 'ИП #', 'ТД «#»'];
const MOBILE_CODES = [916, 903, 925, 926, 985, 909, 977, 915];
const CITY_CODES = [495, 499, 812, 343];

const person = (index: number): PersonName => {
  // 64 first names and 37 surnames have no common factor, so that 2,368 pairs pass before one repeats.
  const turn = index % 2;
  const names = turn === 0 ? MEN : WOMEN;
  const surname = SURNAMES[index % SURNAMES.length] ?? '';
  return {
    first: names[Math.floor(index / 2) % names.length] ?? '',
    last: turn === 0 ? surname : `${surname}а`,
  };
};

const parts = (e164: string): [code: string, rest: string] => [e164.slice(2, 5), e164.slice(5)];

/** Romashka: a Russian trading house in Moscow, with customers in Kazakhstan and Belarus. */
export const russian: Culture = {
  account: {
    name: 'Ромашка',
    subdomain: 'romashka',
    country: 'RU',
    currency: 'RUB',
    currency_symbol: '₽',
    language: 'ru',
    timezone: 'Europe/Moscow',
    date_format: 'd.m.Y',
    time_format: 'H:i:s',
    task_types: [
      { id: 1, name: 'Связаться', color: null, icon_id: null, code: 'FOLLOW_UP' },
      { id: 2, name: 'Встреча', color: null, icon_id: null, code: 'MEETING' },
    ],
  },
  group: 'Отдел продаж',
  users: [
    { first: 'Мария', last: 'Лебедева' },
    { first: 'Артём', last: 'Королёв' },
    { first: 'Ольга', last: 'Суворова' },
    { first: 'Дмитрий', last: 'Щербаков' },
    { first: 'Алёна', last: 'Журавлёва' },
  ],
  person,
  company(index) {
    const trade = TRADES[index % TRADES.length] ?? '';
    const form = FORMS[Math.floor(index / TRADES.length) % FORMS.length] ?? '#';
    const name = form === 'ИП #' ? `${person(index * 3).last} (${trade})` : trade;
    return form.replace('#', name);
  },
  mobile(index) {
    const code = MOBILE_CODES[index % MOBILE_CODES.length] ?? 916;
    return `+7${String(code)}555${String((index * 37) % 10_000).padStart(4, '0')}`;
  },
  landline(index) {
    const code = CITY_CODES[index % CITY_CODES.length] ?? 495;
    return `+7${String(code)}222${String((index * 61 + 5) % 10_000).padStart(4, '0')}`;
  },
  dirty(e164, random) {
    const [code, rest] = parts(e164);
    const [a, b, c] = [rest.slice(0, 3), rest.slice(3, 5), rest.slice(5)];
    return random.pick([
      e164,
      `8 (${code}) ${a}-${b}-${c}`,
      `+7-${code}-${a}-${b}-${c}`,
      `8${code}${rest}`,
      `7${code}${rest}`,
      `+7 (${code}) ${a} ${b} ${c}`,
      `${code} ${a}-${b}-${c}`,
      `007${code}${rest}`,
      `+8${code}${rest}`,
    ]);
  },
  oddPhones: [
    ['+7 495 333-44-55, +7 916 777-88-99'],
    ['8 (499) 333-21-10 и 8 (903) 777-21-10'],
    ['8 (777) 123-45-67'],
    ['+7 701 555 12 34'],
    ['8 029 555-33-22'],
    ['+375 (29) 555-44-11'],
    ['тел. 8(812)333-17-17 (после 18:00)'],
    ['+7 (916) 777-10-20 доб. 123', '+7 (495) 333-10-20', '8-985-777-10-20'],
    ['00 7 926 777 31 31'],
    ['＋７ ９１６ ７７７ ４１ ４１'],
    ['нет телефона'],
    ['+7 (343) 333-51-51 вн. 7'],
  ],
  extension: (number) => ` доб. ${String(number)}`,
  longName: {
    first: 'Абдурахман Хасан-оглы Мухаммед-Али Константин Ростиславович',
    last: 'Рождественский-Преображенский-Великосельский фон дер Остен-Сакен',
  },
  positions: [
    'Директор',
    'Закупки',
    'Главный бухгалтер',
    'Менеджер',
    'Технический директор',
    'Логист',
    'Секретарь',
  ],
  pipeline: 'Продажи',
  stages: [
    'Неразобранное',
    'Первичный контакт',
    'Переговоры',
    'Предложение отправлено',
    'Договор',
    'Ждём оплату',
    'Успешно реализовано',
    'Закрыто и не реализовано',
  ],
  lossReasons: ['Слишком дорого', 'Выбрали другого', 'Пропала потребность', 'Не отвечает'],
  deals: [
    'Поставка кофемашин',
    'Остекление балконов',
    'Ремонт офиса',
    'Годовой договор на обслуживание',
    'Партия упаковки',
    'Печать каталога',
    'Аренда грузовика',
    'Озеленение двора',
    'Монтаж электрощита',
    'Закупка муки, 20 т',
  ],
  price: [12_000, 980_000, 500],
  notes: [
    'Просит звонить после обеда',
    'Отправили коммерческое предложение',
    'Ждёт счёт на почту',
    'Важный клиент, скидка 5 %',
  ],
  callNotes: [
    'Обсудили сроки, ждёт предложение',
    'Перезвонить в понедельник',
    'Не дозвонились',
    'Попросил прайс',
    'Договорились о встрече',
  ],
  tasks: [
    'Перезвонить и уточнить сроки',
    'Отправить коммерческое предложение',
    'Согласовать договор',
    'Напомнить об оплате',
    'Подтвердить встречу',
  ],
};
