import type { WebhooksCatalogue } from './enWebhooks.ts';

/** Russian messages of the page "CRM news". */
export const ruWebhooks: WebhooksCatalogue = {
  'webhooks.title': 'Новости CRM',
  'webhooks.intro':
    'Изменения коллег и роботов появляются сами: по вебхукам — в течение секунды, без них — когда Ringside спрашивает CRM.',

  'webhooks.relay': 'Ретранслятор команды',
  'news.relay.none':
    'Этот компьютер не подключён к ретранслятору. Пока окно открыто, Ringside спрашивает CRM каждые 30 секунд.',
  'news.relay.line.connecting': 'Подключение…',
  'news.relay.line.live': 'Подключено',
  'news.relay.line.notHere':
    'Подключено, но ретранслятор не знает этот аккаунт. Обратитесь к его администратору.',
  'news.relay.line.unreachable': 'Нет связи. Ringside пробует снова, а пока спрашивает CRM.',
  'news.relay.line.relayError': 'Ретранслятор отвечает ошибкой. Ringside пробует снова.',
  'news.relay.line.protocol': 'У ретранслятора другая версия. Обновите Ringside или ретранслятор.',
  'news.relay.line.refused':
    'Ретранслятор больше не принимает этот компьютер. Подключитесь по новому приглашению.',
  'news.relay.line.replaced':
    'Это место занял другой компьютер, и этот ему не мешает. Верните место сюда или подключитесь по новому приглашению.',
  'news.relay.takeBack': 'Использовать на этом компьютере',
  'news.relay.last': 'Последний вебхук: {time}',
  'news.relay.noneYet': 'С запуска Ringside вебхуков не было.',
  'news.relay.invite': 'Ссылка приглашения',
  'news.relay.inviteHint':
    'Администратор ретранслятора создаёт её для каждого компьютера. Действует один раз, семь дней.',
  'news.relay.join': 'Подключить',
  'news.relay.again': 'Подключить другой ретранслятор',
  'news.relay.leave': 'Отключиться',
  'news.join.badLink': 'Это не ссылка приглашения. Она выглядит так: https://…/invite#…',
  'news.join.unreachable': 'Ретранслятор не отвечает. Проверьте ссылку и сеть.',
  'news.join.inviteSpent': 'Приглашение уже использовано или устарело. Попросите новое.',
  'news.join.notARelay': 'По этому адресу отвечает не ретранслятор.',
  'news.join.otherAccount': 'Приглашение для другого аккаунта. Попросите новое для этого.',
  'news.join.keychain':
    'Системное хранилище ключей не принимает пароль этого компьютера. Разблокируйте его и повторите.',

  'webhooks.hooks': 'О чём сообщает CRM',
  'news.hooks.asking': 'Спрашиваем CRM…',
  'news.hooks.notAdmin':
    'Видеть и переключать вебхуки может только администратор аккаунта. Попросите его открыть этот раздел: то, что он включит, заработает и у вас.',
  'news.hooks.none': 'CRM пока не отправляет вебхуки на ретранслятор.',
  'news.hooks.address': 'Адрес вебхука ретранслятора',
  'news.hooks.addressHint':
    'Ретранслятор пишет его при запуске как webhookUrl. Адрес секретный: его хранит только CRM.',
  'news.hooks.add': 'Подписать',
  'news.hooks.to': 'На {address}',
  'news.hooks.disabled': 'CRM отключила этот вебхук: слишком много отправок не приняли.',
  'news.hooks.enable': 'Включить снова',
  'news.hooks.test': 'Проверить',
  'news.hooks.testing': 'Ждём…',
  'news.hooks.refresh': 'Спросить ещё раз',
  'news.test.arrived': 'Пришло через {ms} мс.',
  'news.test.unreachable': 'Адрес недоступен с этого компьютера.',
  'news.test.refused': 'Адрес не принимает вебхуки.',
  'news.test.lost': 'Принято, но сюда не пришло. Подключён ли этот компьютер к тому ретранслятору?',

  'news.kind.leadAdded': 'Сделки: новые',
  'news.kind.leadChanged': 'Сделки: изменения',
  'news.kind.leadStage': 'Сделки: этап',
  'news.kind.leadResponsible': 'Сделки: ответственный',
  'news.kind.leadDeleted': 'Сделки: удаление',
  'news.kind.leadRestored': 'Сделки: восстановление',
  'news.kind.leadNote': 'Сделки: примечания и звонки',
  'news.kind.contacts': 'Контакты',
  'news.kind.companies': 'Компании',
  'news.kind.tasks': 'Задачи',
  'news.kind.unsorted': 'Неразобранное',
  'news.kind.calls': 'Контакты и компании: примечания и звонки',

  'notices.title': 'Уведомления',
  'notices.intro':
    'О них сообщает система, даже если окно закрыто. Кроме того, что сделали вы сами, и не в тихие часы.',
  'notices.account': 'Уведомления этого аккаунта',
  'notices.kinds': 'Для всех аккаунтов',
  'notices.kind.leadMoved': 'Изменился этап моей сделки',
  'notices.kind.leadGiven': 'Мне передали сделку',
  'notices.kind.taskDue': 'Пора выполнить мою задачу',
  'notices.kind.taskGiven': 'Мне поставили задачу',
  'notices.kind.calledBack': 'Пропущенному перезвонил кто-то другой',
  'notices.kind.incomingCall': 'Неразобранный звонок',

  'webhooks.admin': 'Администратору ретранслятора',
  'news.admin.intro':
    'Кто ведёт ретранслятор, приглашает сюда компьютеры и отзывает их доступ. Токен остаётся в системном хранилище ключей.',
  'news.admin.address': 'Адрес ретранслятора',
  'news.admin.token': 'Токен администратора',
  'news.admin.tokenHint': 'Ретранслятор записал его в файл admin.token в своей папке данных.',
  'news.admin.manage': 'Управлять ретранслятором',
  'news.admin.forget': 'Забыть токен здесь',
  'news.admin.again': 'Повторить',
  'news.admin.noDesktops': 'К этому аккаунту пока не подключён ни один компьютер.',
  'news.admin.connected': 'На связи',
  'news.admin.away': 'Не на связи',
  'news.admin.revoked': 'Доступ отозван',
  'news.admin.joined': 'подключён {date}',
  'news.admin.revoke': 'Отозвать',
  'news.admin.revokeWhat': 'Отозвать доступ: {name}',
  'news.admin.revokeSure': 'Отозвать навсегда',
  'news.admin.revokeSureWhat': 'Отозвать доступ навсегда: {name}',
  'news.admin.keep': 'Оставить',
  'news.admin.invite': 'Скопировать новое приглашение',
  'news.admin.copied': 'Скопировано. Отправьте одному человеку: действует один раз, семь дней.',
  'news.admin.subscribe': 'Подписать на него CRM',
  'news.admin.failed.badAddress': 'Это не адрес ретранслятора. Он начинается с https://.',
  'news.admin.failed.unreachable': 'Ретранслятор не отвечает. Проверьте адрес и сеть.',
  'news.admin.failed.refused': 'Ретранслятор не принимает этот токен.',
  'news.admin.failed.notARelay': 'По этому адресу отвечает не ретранслятор.',
  'news.admin.failed.keychain': 'Системное хранилище ключей не выдаёт токен. Разблокируйте его и повторите.',

  'webhooks.receiver': 'Без ретранслятора',
  'news.receiver.on': 'Принимать вебхуки на этом компьютере',
  'news.receiver.hint':
    'Для туннеля или своей сети: направьте публичный адрес на этот. Слушает только этот компьютер.',
  'news.receiver.listening': 'Слушает 127.0.0.1:{port}',
  'news.receiver.portInUse':
    'Порт {port} занят другой программой. Закройте её, и Ringside начнёт слушать сам; или измените webhookReceiver в settings.json.',
  'news.receiver.failed': 'Система не даёт Ringside слушать порт {port}.',
  'news.receiver.copy': 'Скопировать адрес',
  'news.receiver.copied': 'Скопировано. Адрес секретный: дайте его только туннелю.',
};
