const WIDTH = 40;

/** A bar on the terminal, from the second second on; wiped out when all is done. */
export function progressBar(write: (text: string) => void, now: () => number = Date.now): (part: number) => void {
  let due = now() + 1_000;
  let shown = false;
  return (part) => {
    if (part >= 1 && shown) write(`\r${' '.repeat(WIDTH + 8)}\r`);
    if (part >= 1 || now() < due) return;
    due = now() + 250;
    shown = true;
    const full = Math.floor(part * WIDTH);
    write(`\r[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)} %`);
  };
}
