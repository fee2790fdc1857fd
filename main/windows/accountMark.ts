import { nativeImage } from 'electron';
import type { BrowserWindow, NativeImage } from 'electron';

/** What marks an account in the taskbar and the tray: a dot of its colour. */

const SIZE = 16;

/** A round dot of a CSS colour `#rrggbb`, with soft edges, 16 device-independent pixels wide. */
export function dotOf(colour: string): NativeImage {
  const scale = 2;
  const size = SIZE * scale;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) || 0);
  const pixels = Buffer.alloc(size * size * 4);
  const centre = (size - 1) / 2;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const cover = Math.min(1, Math.max(0, size / 2 - Math.hypot(x - centre, y - centre)));
      // BGRA, premultiplied.
      pixels.set(
        [blue ?? 0, green ?? 0, red ?? 0, 255].map((part) => Math.round(part * cover)),
        (y * size + x) * 4,
      );
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size, scaleFactor: scale });
}

/** Marks an account's window with its name and colour: the title everywhere, the taskbar's overlay on Windows. */
export function markWindow(
  window: BrowserWindow,
  { name, colour }: { readonly name: string; readonly colour: string },
): void {
  window.setTitle(`${name} - Ringside`);
  if (process.platform === 'win32') window.setOverlayIcon(dotOf(colour), name);
}
