import type { PhonesCatalogue } from './enPhones.ts';

/** Русские сообщения о подключении софтфонов. */
export const ruPhones: PhonesCatalogue = {
  'settings.page.connect': 'Подключение',
  'connect.title': 'Подключение софтфона',
  'connect.explain':
    'Выберите свой софтфон: Ringside подскажет, что сделать в нём, чтобы он сообщал о звонках. С этого компьютера ничего не уходит.',
  'connect.softphone': 'Софтфон',
  'softphone.microsip': 'MicroSIP',
  'softphone.zoiper': 'Zoiper 5 Pro',
  'softphone.linphone': 'Linphone',
  'softphone.twinkle': 'Twinkle',
  'softphone.bria': 'Bria',
  'softphone.threecx': '3CX',
  'softphone.auerswald': 'Auerswald COMfortel SoftPhone',
  'softphone.ringotel': 'Ringotel',
  'softphone.wildix': 'Wildix',
  'softphone.nethvoice': 'NethVoice',
  'softphone.yealink': 'Настольный телефон Yealink',
  'preset.microsip':
    'Вручную: закройте MicroSIP, откройте MicroSIP.ini, вставьте эти строки под [Settings] и сохраните файл.',
  'preset.zoiper':
    'Settings, Automation: добавьте правило для каждого из этих состояний звонка с действием «Open URL» и вставьте адрес.',
  'preset.linphone':
    'Закройте Linphone и вставьте эти строки под [ui] в его файл настроек linphonerc. Версии до 4.4 включительно (они в Debian и Ubuntu) таких строк не знают. Он сообщает только о входящем звонке; не добавляйте туда $2: его выбирает звонящий.',
  'preset.twinkle':
    'Для Linux. Сохраните эти строки в файл, впишите в третью строку свой адрес и сделайте файл исполняемым (chmod +x). В Twinkle откройте профиль пользователя, «Scripts», и укажите путь к файлу во всех восьми полях.',
  'preset.noHook':
    'Здесь установлен Linphone {version}, а версии до 4.4 включительно ничего не запускают при звонке: вставлять некуда. Установите более новую с linphone.org либо возьмите Twinkle или baresip.',
  'preset.bria':
    'Вставлять ничего не нужно: включите Bria на странице «Софтфон». Она спросит, можно ли Ringside видеть звонки.',
  'preset.threecx':
    'В приложение 3CX вставить нечего; его шаблоны работают на сервере 3CX и до этого компьютера не достают. Зарегистрируйте внутренний номер ещё и в MicroSIP, Linphone или baresip либо звоните на выделенные номера сочетанием клавиш.',
  'preset.auerswald':
    'Settings, Functions, Automation, Event rules: добавьте правило «Call state changes to» для каждого из этих событий с действием «REST API» и вставьте адрес.',
  'preset.ringotel':
    'В панели администратора, Integrations, Screen pop-ups: вставьте адрес один раз для звонка и один раз для ответа.',
  'preset.wildix':
    'Collaboration, Settings, Personal, Popup URL / App: вставьте адреса для ringing, call generation и answer. О звонках коллег он не сообщает.',
  'preset.nethvoice':
    'В настройках CTI, URL при звонке: вставьте адрес один раз для звонка и один раз для ответа.',
  'preset.yealink':
    'На веб-странице телефона, Features, Action URL: incoming call, outgoing call, established, terminated и missed call.',
  'preset.unsafe':
    'В Windows не предлагается: Linphone передаёт строку в cmd.exe, и звонящий мог бы запускать программы через своё имя. Возьмите другой софтфон или звоните на выделенные номера сочетанием клавиш.',
  'preset.lines': 'Строки для вставки',
  'preset.copy': 'Копировать',
  'preset.copied': 'Скопировано',
  'network.open': 'Телефоны моей сети могут сообщать о звонках',
  'network.explain':
    'Тогда Ringside отвечает и по адресу {address}, но только тем, кто знает секрет из адреса. Не включайте в сетях, которым не доверяете.',
  'network.none': 'Сейчас компьютер не подключён ни к одной сети.',
  'microsip.title': 'Ringside настроит сам',
  'microsip.notFound':
    'Настройки MicroSIP здесь не найдены. Переносной MicroSIP хранит их рядом со своей программой.',
  'microsip.none': 'Ещё не настроен.',
  'microsip.partly': 'Настроен частично.',
  'microsip.all': 'Настроен: MicroSIP сообщает Ringside о звонках.',
  'microsip.running': 'MicroSIP запущен. Сначала закройте его: при выходе он переписывает свои настройки.',
  'microsip.taken': 'Об этих событиях MicroSIP сообщает другим вашим программам:',
  'microsip.setUp': 'Настроить MicroSIP',
  'microsip.setUpRest': 'Настроить, эти оставить',
  'microsip.replace': 'Настроить, эти заменить',
  'microsip.undo': 'Вернуть, как было',
  'microsip.choose': 'Выбрать MicroSIP.ini…',
  'microsip.failure.running': 'MicroSIP запущен: ничего не изменено.',
  'microsip.failure.noFile': 'Файл не читается: ничего не изменено.',
  'microsip.failure.notItsFile': 'Это не файл настроек MicroSIP: в нём нет [Settings].',
  'microsip.failure.notEncodable':
    'Файл в старой кодировке, в которую путь к Ringside не помещается. Сохраните его как UTF-16 и повторите.',
  'microsip.failure.tooLong':
    'Путь к Ringside длиннее, чем допускает MicroSIP (255 знаков). Установите его в папку с коротким путём.',
  'microsip.failure.notWritable': 'Файл нельзя записать: ничего не изменено.',
  'microsip.failure.noBackup': 'Копии прежних настроек больше нет: ничего не изменено.',

  'settings.page.links': 'Номера',
  'links.title': 'Номера отовсюду',
  'links.explain':
    'Номер на веб-странице, в письме или документе: Ringside покажет, чей он, и одной клавишей наберёт его через ваш софтфон.',
  'links.atOnce': 'Набирать сразу, не спрашивая',
  'links.atOnceHint':
    'О коротких номерах Ringside спросит всегда. Сервисные коды (* и #) в ссылках ничего не делают.',
  'links.schemes': 'Ссылки системы',
  'links.offer':
    'Ringside умеет открывать эти ссылки. Он берёт их, только если вы хотите, и передаёт вашему софтфону.',
  'links.offerWindows':
    'В Windows программу выбираете только вы: откройте параметры системы и выберите там Ringside.',
  'links.state.ours': 'открывает Ringside',
  'links.state.other': 'открывает другая программа',
  'links.state.none': 'никто не открывает',
  'links.state.unknown': 'система не говорит',
  'links.otherHolder': 'открывает {holder}',
  'links.take': 'Открывать в Ringside',
  'links.giveBack': 'Вернуть',
  'links.openSystem': 'Открыть параметры системы',
  'selected.title': 'Выделенные номера',
  'selected.selection':
    'Выделите номер в любой программе и нажмите сочетание: появится его владелец. Нажмите ещё раз, и номер будет набран. Без выделения читается буфер обмена; в него ничего не кладётся.',
  'selected.clipboard':
    'Скопируйте номер в любой программе и нажмите сочетание: появится его владелец. Нажмите ещё раз, и номер будет набран. Читать просто выделенное эта система не даёт; в буфер обмена ничего не кладётся.',
  'selected.keys': 'Клавиши:',
  'selected.off': 'выключено',
  'selected.change': 'Изменить клавиши',
  'selected.taken': 'Эти клавиши заняты другой программой. Выберите другие.',
  'offer.title': 'Позвонить?',
  'offer.dial': 'Позвонить',
  'offer.keys': 'Enter: позвонить · Esc: убрать',
  'offer.keysAnywhere': '{shortcut} или Enter: набрать · Esc: убрать',

  'softphone.baresip': 'baresip',
  'connect.found': 'Найдены на этом компьютере: {names}.',
  'connect.noneFound': 'Там, куда их ставят производители, софтфонов не нашлось. Всё равно выберите свой.',
  'connect.baresip': 'Для baresip вставлять ничего не нужно: включите его на странице «Софтфон».',
  'prove.title': 'Проверка',
  'prove.explain': 'Позвоните себе, например с мобильного. Дайте прозвонить, ответьте и положите трубку.',
  'prove.start': 'Сейчас позвоню себе',
  'prove.again': 'Ещё раз',
  'prove.stop': 'Остановить',
  'prove.ring': 'Звонок',
  'prove.answer': 'Ответ',
  'prove.end': 'Завершение',
  'prove.waiting': 'ждём',
  'prove.missing': 'не пришло',
  'prove.told': 'сообщил {source}',
  'prove.pop': 'Карточка появилась через {ms} мс.',
  'prove.works': 'Всё работает.',
  'prove.noRing':
    'О звонке пока ничего не пришло. Софтфон настроен, как сказано выше, настройки сохранены и он перезапущен?',
  'prove.noAnswer':
    'Звонок завершился, а об ответе ничего не пришло. Если вы отвечали, софтфон об этом не сообщает: вставьте то, что стоит под «Принят».',
  'prove.noPop': 'О звонке сообщено, но карточка не появилась. Смотрите ниже.',
  'state.title': 'Состояние источников',
  'state.why': 'Почему ничего не появляется',
  'why.noAccount': 'Ни один аккаунт не подключён: звонку некуда попасть.',
  'why.popOff': 'Входящие не показываются: так выбрано на странице «Карточка звонка».',
  'why.popOnAnswer': 'Входящие показываются только после ответа: так выбрано на странице «Карточка звонка».',
  'why.quietHours': 'Сейчас тихие часы, вы сами их задали.',
  'why.hookDown': 'Приём сообщений от софтфонов не работает: смотрите страницу «Софтфон».',
  'why.sourceFailed': 'Включённый источник не подключён: причина указана ниже.',
  'why.lastNumber':
    'Последний звонок не показан из-за номера: это коллега или номер, который вы велели не показывать. Смотрите страницу «Карточка звонка».',
  'why.nothingHeard': 'С запуска Ringside о звонках ничего не слышно. Софтфон с ним ещё не говорит.',
};
