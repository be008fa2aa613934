const POLYNOMIAL = 0xedb88320;

let table: Uint32Array | null = null;

function createTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    return value;
  });
}

/** CRC-32 as ZIP has it (ISO 3309), of bytes that come in pieces. fflate has it, too, but does not give it away. */
export function createCrc(): { add(bytes: Uint8Array): void; value(): number } {
  table ??= createTable();
  const steps = table;
  let crc = 0xffffffff;
  return {
    add(bytes) {
      let value = crc;
      for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ steps[(value ^ bytes[i]!) & 0xff]!;
      crc = value;
    },
    value: () => ~crc >>> 0,
  };
}
