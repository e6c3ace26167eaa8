import { runAgency } from '../kit/run.js';
import { languageCourses } from './agency.js';

await runAgency(languageCourses);
