import type { BaseContext } from '../route.ts';

/** `{"_links":{"self":{"href":...}}}` of a path below `/api/v4`. */
export const selfLink = ({ origin }: BaseContext, path: string): { _links: { self: { href: string } } } => ({
  _links: { self: { href: `${origin}/api/v4/${path}` } },
});
