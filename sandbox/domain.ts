/** Under which name the service's hosts are known, and, without a port, on the scheme's own. */
export type Domain = 'localhost' | 'amocrm.ru' | 'kommo.com';
