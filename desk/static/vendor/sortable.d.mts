/** The part of SortableJS that the desk uses. */
export default class Sortable {
  constructor(element: HTMLElement, options?: Record<string, unknown>);
  static create(element: HTMLElement, options?: Record<string, unknown>): Sortable;
  destroy(): void;
}
