import { z } from 'zod';

/** What a question is about. */
export const topicSchema = z.enum([
  'constitution-programme',
  'membership',
  'organisation',
  'cadres',
  'discipline-organs',
  'branch',
  'discipline-general',
  'discipline-political',
  'discipline-organisation',
  'discipline-integrity',
  'discipline-mass',
  'discipline-work',
  'discipline-life',
  'integrity-code',
  'member-education',
  'sanctions',
  'supervision',
  'village-self-government',
  'village-election',
  'village-affairs-openness',
  'collective-assets',
  'rural-revitalisation',
]);
