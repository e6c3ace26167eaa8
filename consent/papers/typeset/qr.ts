import QRCode from 'qrcode';
import { ISOLATES } from './lines.js';
import type { Sheet } from './sheet.js';

const SIZE = 92;

/** A QR code on the side where reading ends, drawn as squares; screen readers get `alt`. */
export function qrCode(sheet: Sheet, text: string, alt: string): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  sheet.room(SIZE);
  const { x: left, width } = sheet.full;
  const x = sheet.direction === 'rtl' ? left : left + width - SIZE;
  const { y } = sheet;
  const unit = SIZE / modules.size;
  const figure = sheet.element('Figure', sheet.root, { alt: alt.replace(ISOLATES, ''), bbox: [x, y, x + SIZE, y + SIZE] });
  sheet.content(figure, () => {
    modules.data.forEach((dark, index) => {
      if (dark) sheet.pdf.rect(x + (index % modules.size) * unit, y + Math.floor(index / modules.size) * unit, unit, unit);
    });
    sheet.pdf.fill('#000000');
  });
  sheet.y += SIZE + 6;
}
