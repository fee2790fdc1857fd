/** The frame clock of the window (`requestAnimationFrame`) as a port. */
type NextFrame = (run: () => void) => void;

/**
 * Tells main once per call that its name is painted: two frames after the render that put it into
 * the page, because the first frame is the one that paints it.
 */
export function createPaintReport(
  nextFrame: NextFrame,
  painted: (callId: string) => void,
): (callId: string) => void {
  const reported = new Set<string>();
  return (callId) => {
    if (reported.has(callId)) return;
    reported.add(callId);
    nextFrame(() => {
      nextFrame(() => {
        painted(callId);
      });
    });
  };
}
