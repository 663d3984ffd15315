/**
 * Makes a value when it is first asked for, and keeps it. Most are shapes: a function that starts reads few kinds of rows,
 * and a shape takes longer to make than to use.
 */
export function onFirstUse<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
