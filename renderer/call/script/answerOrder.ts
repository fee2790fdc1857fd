/** The order of requests whose answers may arrive in another. */
export interface AnswerOrder {
  /** Begins a request; what it returns is asked once its answer is there: whether that is newer than what is shown. */
  readonly begin: () => () => boolean;
  /** Answers of requests that began before now are of something else. */
  readonly forget: () => void;
}

/** Of answers that overtook each other the one asked for last is shown; one that fails takes the place of none. */
export function createAnswerOrder(): AnswerOrder {
  let begun = 0;
  let shown = 0;
  return {
    begin() {
      begun += 1;
      const own = begun;
      return () => {
        if (own <= shown) return false;
        shown = own;
        return true;
      };
    },
    forget() {
      shown = begun;
    },
  };
}
