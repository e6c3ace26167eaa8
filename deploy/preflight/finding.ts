/** Something that keeps the county from going live, or that is settled. `code` is stable; texts are German first. */
export interface Finding {
  readonly code: string;
  /** `blocks`: no production before it is settled. `advice`: should be settled, does not block. */
  readonly weight: 'blocks' | 'advice';
  readonly settled: boolean;
  readonly de: string;
  readonly en: string;
}

export const blocks = (code: string, settled: boolean, de: string, en: string): Finding => ({ code, weight: 'blocks', settled, de, en });
export const advice = (code: string, settled: boolean, de: string, en: string): Finding => ({ code, weight: 'advice', settled, de, en });
