// The Electron that shows the gallery: one window, whose page the tests drive.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true });
  void window.loadURL('data:text/html,<title>gallery</title>');
});
