// Icons of the player as drawings: not every font has the signs.

const paths = {
  first: "M4 4v16M20 4 8 12l12 8z",
  back: "M18 4 6 12l12 8z",
  play: "M6 4l14 8-14 8z",
  pause: "M7 4v16M17 4v16",
  next: "M6 4l12 8-12 8z",
  last: "M20 4v16M4 4l12 8-12 8z",
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
