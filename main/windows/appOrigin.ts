/** Every page of Ringside lives at `app://ringside/`. */
export const APP_ORIGIN = 'app://ringside';
