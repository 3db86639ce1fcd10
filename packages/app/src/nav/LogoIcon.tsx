/** The portal's mark: two strokes that make an N, the second one checked. */
export function LogoIcon({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0b3d3a" />
      <g
        fill="none"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M7 25V7l9 11V7" stroke="#fff" />
        <path d="M16 18l9 7V7" stroke="#5fd3b3" />
      </g>
    </svg>
  );
}
