import path from 'node:path';

function named(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error('run these tests by `npm run test:packaged`');
  return value;
}

/** The executable as it is shipped, and the folder it stands in. */
export const shipped = named('RINGSIDE_SHIPPED');
export const shippedFolder = path.dirname(shipped);
/** The deb it comes from, and the root that was installed into. */
export const deb = named('RINGSIDE_DEB');
export const installedRoot = named('RINGSIDE_INSTALLED');
/** The copy a driver can get hold of: one fuse differs. */
export const driven = named('RINGSIDE_DRIVEN');
