'use strict';

// Loaded into the servers that the scripts start: when the script is gone, even
// without having had the time to stop them, they stop by themselves.

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel && process.channel.unref();
