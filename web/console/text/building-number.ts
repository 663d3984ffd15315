/** `7` of `b07`; undefined for a place that has a name and no number, such as `south-gate`. */
export const buildingNumber = (building: string): string | undefined =>
  /^[a-z]*0*([1-9]\d*)$/i.exec(building)?.[1];
