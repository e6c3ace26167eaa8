import { runAgency } from '../kit/run.js';
import { schoolEntry } from './agency.js';

await runAgency(schoolEntry);
