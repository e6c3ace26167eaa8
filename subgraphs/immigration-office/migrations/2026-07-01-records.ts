import { Migration } from '@mikro-orm/migrations';
import { list, recordTable } from '../../kit/ddl.js';

const app = 'freigabe_immigration_office_app';
const immigration = ['ABH_KREIS', 'ABH_DETMOLD'];
const naturalisation = ['EBH_KREIS', 'EBH_DETMOLD'];

/** What may be stored (domain E). The lack of any title (§ 50 AufenthG without Duldung) has no value: it is no business of this service. */
const titles = [
  'ANKUNFTSNACHWEIS', 'AUFENTHALTSGESTATTUNG',
  'DULDUNG_60A_1', 'DULDUNG_60A_2_1', 'DULDUNG_60A_2_3', 'DULDUNG_60A_2A', 'DULDUNG_60A_2B', 'DULDUNG_60B', 'DULDUNG_60C', 'DULDUNG_60D',
  'AE_16A', 'AE_16B', 'AE_16D', 'AE_16G', 'AE_18A', 'AE_18B', 'AE_18C', 'AE_18D', 'AE_19C', 'AE_19D', 'AE_20', 'AE_20A_CHANCENKARTE', 'AE_21',
  'BLAUE_KARTE_18G', 'AE_22', 'AE_23_1', 'AE_23_2', 'AE_23_4', 'AE_23A', 'AE_24', 'AE_25_1', 'AE_25_2_ALT1', 'AE_25_2_ALT2', 'AE_25_3',
  'AE_25_4_S1', 'AE_25_4_S2', 'AE_25_4A', 'AE_25_4B', 'AE_25_5', 'AE_25A', 'AE_25A_FAM', 'AE_25B', 'AE_25B_FAM', 'AE_104C',
  'AE_28', 'AE_29_30_32_36', 'AE_31', 'AE_36A', 'AE_38A', 'NE_9', 'NE_26_3', 'NE_26_4', 'NE_28_2', 'NE_35', 'DAEU_9A',
  'FREIZUEGIGKEIT_EU', 'DAUERAUFENTHALT_EU_4A', 'AUFENTHALTSKARTE_5', 'ASSOZIATION_TR', 'SCHWEIZ_EWR', 'GB_AUSTRITT',
  'FIKTION_81_3_S1', 'FIKTION_81_3_S2', 'FIKTION_81_4', 'FIKTION_81_5A', 'VISUM_D', 'SPAETAUSSIEDLER', 'DEUTSCH',
  'STAATENLOS', 'UNGEKLAERT', 'SONSTIGE',
];

export class ImmigrationOfficeRecords extends Migration {
  override name = '2026-07-01-records';

  override up(): void {
    this.addSql(recordTable(app, 'residence', immigration, `
      title text not null check (title in (${list(titles)})),
      valid_until date,
      first_issued_on date`));
    this.addSql(recordTable(app, 'work_permission', immigration, `
      access text not null,
      conditions text[] not null default '{}',
      valid_until date`));
    this.addSql(recordTable(app, 'residence_obligation', immigration, `
      kind text not null,
      place text,
      until date`));
    this.addSql(recordTable(app, 'perspective_check', [...immigration, ...naturalisation], `
      kind text not null,
      requested_by text not null,
      missing_documents text[] not null default '{}',
      next_steps text[] not null default '{}',
      result text not null,
      tandem_appointment date`));
  }
}
