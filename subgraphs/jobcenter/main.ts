import { runAgency } from '../kit/run.js';
import { jobcenter } from './agency.js';

await runAgency(jobcenter);
