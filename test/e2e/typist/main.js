// Another program: one window with one text field, in which somebody is typing while the phone rings.
import { app, BrowserWindow } from 'electron';

const page =
  '<!doctype html><title>A letter</title><textarea autofocus style="width:90vw;height:80vh"></textarea>';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 500, height: 300, x: 40, y: 40 });
  void window.loadURL(`data:text/html,${encodeURIComponent(page)}`);
});
