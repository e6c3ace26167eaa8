/** What came of approving somebody else's request. `UNKNOWN` also for another unit's and for one whose time is over. */
export type Approval = 'APPROVED' | 'OWN_REQUEST' | 'ALREADY_APPROVED' | 'UNKNOWN';
