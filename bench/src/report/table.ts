import type { Measurement } from '../measure.ts';
import type { Report } from './Report.ts';

/** The measurements of a run as a Markdown table. */
export function table({ measurements, ...report }: Report): string {
  const rows = measurements.map(measurement => [
    measurement.database
      ? `${measurement.system}, ${measurement.database}`
      : measurement.system,
    loadOf(measurement),
    measurement.requestsPerSecond.toFixed(0),
    ...addedMs(measurement, measurements),
    measurement.cpuUsPerRequest?.toFixed(0) ?? '',
    measurement.loopDelayMs?.p99.toFixed(1) ?? '',
    measurement.rssBytes ? (measurement.rssBytes / 2 ** 20).toFixed(0) : '',
    measurement.void ? `VOID: ${measurement.void}` : '',
  ]);
  const head = [
    'system',
    'load',
    'requests/s',
    'added p50 ms',
    'added p95 ms',
    'added p99 ms',
    'CPU us/request',
    'loop delay p99 ms',
    'RSS MB',
    '',
  ];
  const lines = [head, head.map((_, at) => (at < 2 ? '---' : '--:')), ...rows];
  return [
    `${report.at}, Node ${report.node}, ${report.cpus} CPUs (${report.cpu}), ${
      report.secondsEach
    } s each; load average at the start ${report.loadAverage.toFixed(1)}.`,
    '',
    ...lines.map(line => `| ${line.join(' | ')} |`),
  ].join('\n');
}

function loadOf(measurement: Measurement): string {
  const { mode, connections, ratePerSecond } = measurement;
  return ratePerSecond
    ? `${mode}, ${ratePerSecond}/s`
    : `${mode}, ${connections} connection${connections === 1 ? '' : 's'}`;
}

/**
 * What a system adds to the upstream alone under the same load: to the whole
 * answer, and for streams to the first byte of it.
 */
function addedMs(
  measurement: Measurement,
  all: readonly Measurement[],
): string[] {
  const direct = all.find(
    other =>
      other.system === 'direct' &&
      other.mode === measurement.mode &&
      other.connections === measurement.connections &&
      other.ratePerSecond === measurement.ratePerSecond,
  );
  const figures = (one: Measurement) =>
    one.mode === 'streamed' ? one.firstByteMs : one.latencyMs;
  return (['p50', 'p95', 'p99'] as const).map(name =>
    direct
      ? (figures(measurement)[name] - figures(direct)[name]).toFixed(2)
      : '',
  );
}
