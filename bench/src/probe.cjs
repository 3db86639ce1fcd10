'use strict';

// Loaded into every process that is measured: tells what it has used so far.

const { monitorEventLoopDelay } = require('node:perf_hooks');

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on('message', question => {
  if (question !== 'bench:probe') {
    return;
  }
  const { user, system } = process.cpuUsage();
  process.send({
    probe: {
      cpuUs: user + system,
      systemUs: system,
      rssBytes: process.memoryUsage.rss(),
      loopDelayMs: {
        p50: delay.percentile(50) / 1e6,
        p99: delay.percentile(99) / 1e6,
        max: delay.max / 1e6,
      },
    },
  });
  delay.reset();
});

// Whoever started this is gone.
process.on('disconnect', () => process.exit());
