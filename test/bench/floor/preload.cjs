const { ipcRenderer } = require('electron');

ipcRenderer.on('ring', (_event, /** @type {string} */ text) => {
  const place = document.getElementById('text');
  if (place !== null) place.textContent = text;
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      ipcRenderer.send('painted');
    });
  });
});

ipcRenderer.on('connected', () => {
  document.documentElement.dataset['connected'] = '';
});
