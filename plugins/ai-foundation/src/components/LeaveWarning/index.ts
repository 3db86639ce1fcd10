export { LeaveDialog } from './LeaveDialog';
export { useLeaveWarning } from './useLeaveWarning';
