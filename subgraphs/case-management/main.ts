import { runAgency } from '../kit/run.js';
import { caseManagement } from './agency.js';

await runAgency(caseManagement);
