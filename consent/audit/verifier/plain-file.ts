import { statSync } from 'node:fs';

/** Whether there is a file, not a pipe or device that could be read for ever. */
export const isPlainFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
