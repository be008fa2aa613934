import { expect, test } from '@playwright/test';
import { FITS } from '../../core/estimate/coefficients/coefficients';
import type { LayerStats } from '../../protocol/state';
import { CELLS, type Cell, chooseCells, widthOf } from './cells';
import { lineOf, ownFits } from './fits';
import type { Measured } from './measure';

const cellNamed = (name: string): Cell => CELLS.find((cell) => cell.name === name)!;

/** A measured cell with made statistics. */
function measured(name: string, mib: number, layer: Partial<LayerStats> = {}, gpuMib: number | null = 0): Measured {
  const cell = cellNamed(name);
  return {
    cell,
    renderer: { mib, half: 0.2 },
    gpu: gpuMib === null ? null : { mib: gpuMib, half: 0.1 },
    cycles: 6,
    layer: {
      rid: null,
      ssrc: null,
      active: null,
      bytesSent: null,
      framesEncoded: 12,
      width: widthOf(cell),
      height: cell.height,
      fps: null,
      codec: `video/${cell.codec.toLowerCase()}`,
      scalabilityMode: 'L1T1',
      contentType: cell.content === 'screen' ? 'screenshare' : null,
      encoder: 'libvpx',
      powerEfficient: false,
      ...layer,
    },
  };
}

test('two sizes give a line, each built-in fit its own', () => {
  const fits = ownFits([
    measured('vp8-screen-360', 9.4),
    measured('vp8-screen-720', 32.6),
    measured('vp8-camera-360', 11.9),
    measured('vp8-camera-720', 41.3),
  ]);
  expect(fits.map(({ id, heights }) => [id, heights])).toEqual([
    ['vp8Screen', [360, 720]],
    ['vp8Camera', [360, 720]],
  ]);
  const { renderer, gpu, encoder, hardware } = fits[0]!;
  expect(renderer.constant + renderer.perMpx * 0.2304).toBeCloseTo(9.4, 1);
  expect(renderer.constant + renderer.perMpx * 0.9216).toBeCloseTo(32.6, 1);
  // 0.2 of 9.4 MiB, which is a share of 10.
  expect(renderer.error).toBe(0.02);
  expect(gpu).toEqual({ constant: 0, perMpx: 0, error: 0.01 });
  expect([encoder, hardware]).toEqual(['libvpx', false]);
});

test('hardware and software encoders of one codec are kept apart, each with what its process holds', () => {
  const hardware = { encoder: 'MediaFoundationVideoEncodeAccelerator', powerEfficient: true };
  const fits = ownFits([
    measured('h264-camera-360', 3.2, { encoder: 'OpenH264' }),
    measured('h264-camera-720', 0.1, hardware, 9),
  ]);
  expect(fits).toMatchObject([
    { id: 'h264Camera', hardware: false, encoder: 'OpenH264', heights: [360] },
    { id: 'h264Camera', hardware: true, encoder: hardware.encoder, heights: [720] },
  ]);
  // One size alone: in the proportions of the built-in fit.
  const [software, inHardware] = fits;
  expect(software!.renderer.perMpx / software!.renderer.constant).toBeCloseTo(
    FITS.h264Camera.perMpx / FITS.h264Camera.constant,
    1,
  );
  expect(inHardware!.renderer).toEqual({ constant: 0, perMpx: 0, error: 0.02 });
  expect(inHardware!.gpu!.perMpx).toBeCloseTo(9 / 0.9216, 1);
});

test('the fit is that of what was really sent: VP9 in several temporal layers is another', () => {
  expect(ownFits([measured('vp9-camera-720', 112, { scalabilityMode: 'L1T3' })])).toMatchObject([
    { id: 'vp9CameraTemporal' },
  ]);
});

test('without a GPU process in one dump there is no line for it', () => {
  const [fit] = ownFits([measured('vp8-screen-360', 9.4), measured('vp8-screen-720', 32.6, {}, null)]);
  expect(fit!.gpu).toBeNull();
});

test('a line is never below nothing: at no size, and for a larger one', () => {
  const at = (mpx: number, mib: number) => ({ mpx, mib, half: 0.1 });
  expect(lineOf([at(0.23, 5), at(0.92, 40)], null)).toMatchObject({ constant: 0 });
  expect(lineOf([at(0.23, 5), at(0.92, 3)], null)).toMatchObject({ constant: 4, perMpx: 0 });
  expect(lineOf([at(0.23, -5), at(0.92, 0.05)], null)).toMatchObject({ constant: 0, perMpx: 0 });
});

test('cells are chosen by name', () => {
  expect(chooseCells(undefined)).toBe(CELLS);
  expect(chooseCells('av1-camera-720, vp8-screen-360').map(({ name }) => name)).toEqual([
    'av1-camera-720',
    'vp8-screen-360',
  ]);
  expect(() => chooseCells('vp7-screen-360')).toThrow('There is no cell "vp7-screen-360". Cells: vp8-screen-360, ');
});
