// The palette of the pages: css/tokens.css.
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export const fonts = (): string => colour("fonts");
