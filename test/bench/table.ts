/** Lines of a table: the first column to the left, all others to the right, as wide as their longest cell. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: width }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    widths
      .map((size, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(size) : cell.padStart(size);
      })
      .join('   ')
      .trimEnd(),
  );
}
