const lippe = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' });

/** The calendar day, `yyyy-mm-dd`, at an instant (ms): days begin at midnight in the county, in summer two hours before they do in UTC. */
export const dayInLippe = (at: number): string => lippe.format(at);
