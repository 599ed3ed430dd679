/** Of what is drawn as a picture. */
export const COLOURS = {
  ink: '#1f2933',
  soft: '#52606d',
  line: '#cbd2d9',
  now: '#1d4e89',
  before: '#9aa5b1',
  attention: '#b45309',
};
