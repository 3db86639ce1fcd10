export { ReportUsagePage } from './ReportUsagePage';
