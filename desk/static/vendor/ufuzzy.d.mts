/** The part of µFuzzy that the desk uses. */
export default class uFuzzy {
  constructor(options?: Record<string, unknown>);
  filter(haystack: string[], needle: string): number[] | null;
}
