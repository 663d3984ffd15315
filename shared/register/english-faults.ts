import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// Without a locale every fault reads "Invalid input". Imported by itself: `z.locales` would bring along all the others.
z.config(en());
