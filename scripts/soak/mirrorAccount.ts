/** The account of a soak's mirror, as its sync knows it. */
export const MIRROR_ACCOUNT = { key: 'soak', region: 'RU', userId: 1 };
