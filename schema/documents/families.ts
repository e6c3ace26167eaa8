/** Units of one kind as one word: `JUGENDAMT:KREIS`, `JUGENDAMT:LAGE` → `JUGENDAMT:*`. */
export const families = (units: readonly string[]): readonly string[] => [...new Set(units.map((unit) => unit.replace(/:.*/, ':*')))];
