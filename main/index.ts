import { app } from 'electron';
import { compose } from './compose.ts';
import { registerAppScheme } from './windows/protocol.ts';
import { hardenWebContents } from './windows/security.ts';

/** The hall: one instance, the scheme, and then everything is composed. */
registerAppScheme();
hardenWebContents();

if (app.requestSingleInstanceLock()) {
  // Not awaited at the top level: "ready" itself waits for this module to load.
  void app.whenReady().then(compose);
} else {
  app.quit();
}
