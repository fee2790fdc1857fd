// The floor: the least an Electron app can be that opens the same windows. `--pop` opens the small hidden window,
// `--page` the framed one; both flags, both windows. `--news=ws://...` opens a framed one that shows what a server sends.

const path = require('node:path');
const { app, BrowserWindow, ipcMain, screen } = require('electron');
const { WebSocket } = require('ws');

/** @type {import('electron').BrowserWindow | undefined} */
let pop;

/**
 * Tells the hidden window one text, shows it, and hides it again once the text is painted.
 * @param {string} text
 * @returns {Promise<number>} ms from just before telling it to its "two frames later" arriving here
 */
async function ring(text) {
  const window = pop;
  if (window === undefined) throw new Error('started without --pop');
  const painted = new Promise((resolve) => {
    ipcMain.once('painted', () => {
      resolve(performance.now());
    });
  });
  const begun = performance.now();
  window.webContents.send('ring', text);
  window.showInactive();
  const ms = (await painted) - begun;
  const hidden = new Promise((resolve) => window.once('hide', resolve));
  window.hide();
  await hidden;
  return ms;
}

function openPop() {
  const { workArea } = screen.getPrimaryDisplay();
  pop = new BrowserWindow({
    x: workArea.x + workArea.width - 396,
    y: workArea.y + 16,
    width: 380,
    height: 300,
    show: false,
    frame: false,
    resizable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs'), backgroundThrottling: false },
  });
  void pop.loadFile(path.join(__dirname, 'page.html'));
}

/** @param {string} address of a WebSocket server whose every message is shown */
function openNews(address) {
  const page = new BrowserWindow({
    width: 1120,
    height: 740,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs') },
  });
  const socket = new WebSocket(address);
  void page.loadFile(path.join(__dirname, 'page.html')).then(() => {
    socket.on('message', (/** @type {Buffer} */ text) => {
      page.webContents.send('ring', text.toString());
    });
    page.webContents.send('connected');
  });
}

Object.assign(globalThis, { ring });
void app.whenReady().then(() => {
  if (process.argv.includes('--page')) {
    const page = new BrowserWindow({ width: 1120, height: 740 });
    void page.loadFile(path.join(__dirname, 'page.html'));
  }
  if (process.argv.includes('--pop')) openPop();
  const news = process.argv.find((arg) => arg.startsWith('--news='));
  if (news !== undefined) openNews(news.slice('--news='.length));
});
