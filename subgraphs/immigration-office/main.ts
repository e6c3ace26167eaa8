import { runAgency } from '../kit/run.js';
import { immigrationOffice } from './agency.js';

await runAgency(immigrationOffice);
