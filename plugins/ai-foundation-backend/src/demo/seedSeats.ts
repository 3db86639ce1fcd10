import { SeatService } from '../governance/seats/SeatService';
import { DemoSeed } from './readDemoSeed';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Appoints each person of the seed, who then accepts, as of demo origin. */
export async function seedSeats(
  seats: SeatService,
  seed: DemoSeed['seats'],
): Promise<void> {
  const known = await seats.terms();
  for (const { appointedBy, reviewInDays, ...appointment } of seed) {
    const { id, acceptedAtMs, endedAtMs } =
      known.find(
        ({ seat, userRef }) =>
          seat === appointment.seat && userRef === appointment.user,
      ) ??
      (await seats.appoint(
        { userRef: appointedBy, origin: 'demo' },
        {
          ...appointment,
          reviewBy: reviewInDays
            ? new Date(Date.now() + reviewInDays * DAY_MS).toISOString()
            : undefined,
        },
      ));
    if (acceptedAtMs === undefined && endedAtMs === undefined) {
      await seats.accept({ userRef: appointment.user, origin: 'demo' }, id);
    }
  }
}

/** Whether each person of the seed has been asked, and has answered. */
export async function hasSeats(
  seats: SeatService,
  seed: DemoSeed['seats'],
): Promise<boolean> {
  const known = await seats.terms();
  return seed.every(({ seat, user }) =>
    known.some(
      term =>
        term.seat === seat &&
        term.userRef === user &&
        (term.acceptedAtMs ?? term.endedAtMs) !== undefined,
    ),
  );
}
