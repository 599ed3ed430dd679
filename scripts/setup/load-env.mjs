// Loaded before the program by `npm start` and `npm run cli`: settings from .env where there is one. What the
// environment has already stays as it is.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../.env', import.meta.url));
if (existsSync(file)) process.loadEnvFile(file);
