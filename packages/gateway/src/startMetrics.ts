import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

/*
 * Imported before anything else, because instruments that are made earlier
 * record nothing. Without a port, nothing is collected.
 */

const { METRICS_HOST: host = '127.0.0.1', METRICS_PORT: port } = process.env;

if (port) {
  metrics.setGlobalMeterProvider(
    new MeterProvider({
      readers: [new PrometheusExporter({ host, port: Number(port) })],
    }),
  );
}
