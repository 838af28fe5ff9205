// A plot as plain data: what the terminal, an SVG and the page draw from.

export interface Axis {
  readonly label: string;
  readonly scale: "linear" | "log";
}

export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** a line through the points unless given */
  readonly mark?: "line" | "points" | "bars";
}

export interface Plot {
  /** unique within its report, lower case with dashes */
  readonly name: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** lines across the plot at an x or a y, such as the best step, with a word on each */
  readonly guides?: readonly { readonly at: number; readonly axis: "x" | "y"; readonly label: string }[];
}
