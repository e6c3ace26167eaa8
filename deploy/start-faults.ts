import { DeployError } from './deploy-error.js';

export const alreadyRunning = (gateway: string, pid: number) =>
  new DeployError('ALREADY_RUNNING',
    `Freigabe läuft schon: ${gateway} (Prozess ${pid}). Dort mit Strg-C beenden, oder mit FREIGABE_HOME einen eigenen Ordner nehmen.`,
    `Freigabe is running already: ${gateway} (process ${pid}). Stop it there with Ctrl-C, or choose another folder with FREIGABE_HOME.`);

export const inProduction = () =>
  new DeployError('PRODUCTION',
    'npm start ist für Entwicklung und Vorführung: eingebauter Anmeldedienst, erfundene Personen. Im Betrieb node dist/gateway/main.js und node dist/subgraphs/<Stelle>/main.js einzeln starten, siehe docker-compose.yml und docs/operations.md.',
    'npm start is for development and demonstration: embedded identity provider, invented people. In production run node dist/gateway/main.js and node dist/subgraphs/<agency>/main.js separately, see docker-compose.yml and docs/operations.md.');

export const databaseGone = () =>
  new DeployError('DATABASE_GONE',
    'PostgreSQL ist nicht mehr da; der Kreis wird beendet. Alles Bestätigte ist gespeichert: npm start noch einmal ausführen.',
    'PostgreSQL is gone; the county stops. Everything acknowledged is stored: run npm start again.');
