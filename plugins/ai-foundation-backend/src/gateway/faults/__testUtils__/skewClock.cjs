'use strict';

// Loaded into a replica before anything else: its clock differs by so much.
const skewMs = Number(process.env.CLOCK_SKEW_MS);
const now = Date.now.bind(Date);
Date.now = () => now() + skewMs;
