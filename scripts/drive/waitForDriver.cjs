// Loaded into Electron's main process before the app, when a driver starts it. A question the driver asks while Chromium puts a
// window together is lost for ever, and while it attaches it asks each window that is there. So the app hears that Electron is
// ready once the driver is attached: `attach` (attach.ts) says so, before or after this file was read.

const { app } = require('electron');

const ready = app.whenReady();
const attached = new Promise((resolve) => {
  if (Reflect.get(globalThis, 'driverIsAttached') === true) resolve(true);
  else Reflect.set(globalThis, 'onDriverAttached', resolve);
});
const both = Promise.all([ready, attached]).then(() => undefined);
app.whenReady = () => both;
