const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL takes it for a row's id: what else a caller sends as an id is the id of nothing. */
export const isUuid = (id: string): boolean => UUID.test(id);
