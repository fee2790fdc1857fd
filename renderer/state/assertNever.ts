/** Makes the compiler prove that every member of a union was handled; reached only by a bug. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
