// A growing list of numbers in pages.

/** Numbers of a page: growing copies no more than that, and what is not written yet takes no memory. */
const pageBits = 16;
const pageSize = 2 ** pageBits;
const fewest = 16;

/** Numbers of 32 bits. A list that begins like another shares its pages instead of copying them. */
export class Pages {
  length = 0;
  readonly #pages: Int32Array[] = [];
  #last = new Int32Array(0);

  at(position: number): number {
    return (this.#pages[position >>> pageBits] as Int32Array)[position & (pageSize - 1)] as number;
  }

  push(value: number): void {
    const place = this.length % pageSize;
    if (place === 0) this.#begin();
    else if (place === this.#last.length) this.#widen();
    this.#last[place] = value;
    this.length++;
  }

  /** The same numbers, to be read from here and added to there: the last page is cut to its length, so that adding copies it. */
  copy(): Pages {
    const copy = new Pages();
    copy.length = this.length;
    copy.#pages.push(...this.#pages);
    if (this.length % pageSize === 0) return copy;
    copy.#last = this.#last.slice(0, this.length % pageSize);
    copy.#pages[copy.#pages.length - 1] = copy.#last;
    return copy;
  }

  #begin(): void {
    this.#last = new Int32Array(this.length === 0 ? fewest : pageSize);
    this.#pages.push(this.#last);
  }

  #widen(): void {
    const wider = new Int32Array(Math.min(2 * this.#last.length, pageSize));
    wider.set(this.#last);
    this.#last = wider;
    this.#pages[this.#pages.length - 1] = wider;
  }
}
