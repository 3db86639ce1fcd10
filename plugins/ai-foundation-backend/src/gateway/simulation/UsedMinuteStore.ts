import { Knex } from 'knex';
import { RateWindow } from '../limits/RateWindow';

/** Reads what keys used in the last minute, and takes no part in counting it. */
export class UsedMinuteStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async minuteOf(keyId: string): Promise<RateWindow> {
    const row = await this.#knex('key_rates')
      .where('key_id', keyId)
      .first('counts');
    return RateWindow.parse(row?.counts ?? '[]');
  }
}
