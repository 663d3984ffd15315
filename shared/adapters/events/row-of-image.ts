import type { Row } from '../../engine/storage/row.ts';

/** An attribute as the stream writes it: its type, and its value. */
type Attribute = Readonly<Record<string, unknown>>;

/** A row in the form in which the document client returns it. Types that no state has are left as they are. */
export const rowOfImage = (image: Attribute): Row =>
  Object.fromEntries(
    Object.entries(image).map(([name, value]) => [name, attributeValue(value as Attribute)]),
  );

function attributeValue(attribute: Attribute): unknown {
  const [[type, value] = []] = Object.entries(attribute);
  switch (type) {
    case 'N':
      return Number(value);
    case 'NULL':
      return null;
    case 'L':
      return (value as readonly Attribute[]).map(attributeValue);
    case 'M':
      return rowOfImage(value as Attribute);
    default:
      return value;
  }
}
