import { keyCheckSchema } from '../api';
import { gatewayControl, gatewayControls } from './controls';

describe('gatewayControls', () => {
  it('has every check of a key request', () => {
    const { control } = keyCheckSchema.shape.checks.element.shape;
    expect(
      control.options.filter(id => !gatewayControl(`key-request.${id}`)),
    ).toEqual([]);
  });

  it('names each control once', () => {
    const ids = gatewayControls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
