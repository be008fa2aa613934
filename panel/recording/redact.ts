import { sdkOf } from '../analysis/sdk';
import type { Recording, Removed } from './data';

/** What is taken out, in the words that the file and the panel list it in. */
const WHAT = {
  paths: 'paths and parameters of URLs',
  labels: 'labels of tracks',
  devices: 'device, track and stream ids that may name a device',
  addresses: 'IP addresses',
  credentials: 'ICE and SDP credentials',
} as const;
export const REDACTED: readonly string[] = Object.values(WHAT);

const URLS = /\b(?:[a-z][a-z0-9+.-]*:\/\/|(?:blob|data|file):)[^\s)'"<>\\]+/gi;
const PLACE = /(:\d+){1,2}$/;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)/g;
/** In full, or with the `::` that stands for zeros (RFC 4291, section 2.2); `12:30:45` is neither. */
const IPV6 =
  /(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,7}(?::[0-9a-f]{1,4}){1,6}|(?:[0-9a-f]{1,4}:){1,7}:|::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})(?:%\w+)?(?![\w:])/gi;
const CREDENTIALS =
  /(ice-ufrag|ice-pwd|fingerprint|\bufrag|usernameFragment|username|credential|password)("?\s*[:= ]\s*["']?)((?:sha-\d+ )?[^\s"',;}\\]+)/gi;
const DEVICE_MEMBERS = /\b(deviceId|groupId)("?\s*[:=]\s*(?:\{?\s*"?(?:exact|ideal)"?\s*:\s*)?["']?)([^\s"',;}\\]+)/gi;
/** As Chrome hashes device ids, and as it named tracks after them. */
const HASHES = /\b[0-9a-f]{64}\b/gi;
const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const REMOVED = 'removed';
/** Nothing that is looked for is shorter. */
const SHORTEST = 7;

/**
 * The recording without what may tell who and where: a copy, with a list of what was removed.
 * Structure and figures stay, so verdicts do too. Removed ids get names of their own, the same
 * everywhere in the file.
 */
export function redact(recording: Recording): Recording {
  const redaction = new Redaction(recording.redacted);
  const { documents, runs, readings } = recording;
  return {
    ...recording,
    documents: redaction.plain(documents),
    runs: redaction.plain(runs),
    readings: redaction.plain(readings),
    redacted: redaction.list(),
  };
}

class Redaction {
  private readonly counts = new Map<string, number>();
  private readonly names = new Map<string, string>();
  /** Texts with nothing in them to remove: most, and most of them come again and again. */
  private readonly clean = new Set<string>();
  private total = 0;

  /** @param before what was removed from it already */
  constructor(before: readonly Removed[] | null) {
    for (const { what, count } of before ?? []) this.counts.set(what, count);
  }

  list(): Removed[] {
    return REDACTED.map((what) => ({ what, count: this.counts.get(what) ?? 0 }));
  }

  plain<T>(value: T, key = ''): T {
    if (typeof value === 'string') return this.text(value, key) as T;
    if (Array.isArray(value)) return numbersOnly(value) ? value : (value.map((each) => this.plain(each, key)) as T);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) copy[name] = this.plain(member, name);
    if ('readyState' in value) this.track(copy);
    return copy as T;
  }

  private track(copy: Record<string, unknown>): void {
    copy.id = this.trackId(String(copy.id));
    if (typeof copy.label !== 'string' || copy.label === '' || copy.label === REMOVED) return;
    this.count(WHAT.labels);
    copy.label = REMOVED;
  }

  /** Chrome once named tracks and streams after devices; today they are random. */
  private trackId(id: string): string {
    return id === '' || UUID.test(id) ? id : this.id(id);
  }

  private text(text: string, key: string): string {
    if (key === 'streams') return this.trackId(text);
    if (text.length < SHORTEST || this.clean.has(text)) return text;
    const before = this.total;
    const scrubbed = this.scrub(key === 'args' ? this.withoutLabels(text) : text);
    if (this.total === before) this.clean.add(text);
    return scrubbed;
  }

  /** `video track FaceTime HD Camera, {…}`: the hook renders a track as its kind and label. */
  private withoutLabels(args: string): string {
    return args.replace(
      /\b(audio|video) track (.+?)(?=, \{|, stream\b|, \d+ items?\b|$)/g,
      (whole, kind: string, name: string) => {
        if (UUID.test(name)) return whole;
        this.count(WHAT.labels);
        return `${kind} track`;
      },
    );
  }

  private scrub(text: string): string {
    return text
      .replace(CREDENTIALS, (whole, name: string, sign: string, value: string) =>
        value === REMOVED ? whole : this.gone(WHAT.credentials, `${name}${sign}${REMOVED}`),
      )
      .replace(DEVICE_MEMBERS, (_, name: string, sign: string, id: string) => `${name}${sign}${this.id(id)}`)
      .replace(URLS, (url) => this.url(url))
      .replace(HASHES, (id) => this.id(id))
      .replace(IPV4, () => this.gone(WHAT.addresses, 'ip-removed'))
      .replace(IPV6, () => this.gone(WHAT.addresses, 'ip-removed'));
  }

  /** The origin, with line and column where it stands in a stack, and the library's name where it is one. */
  private url(text: string): string {
    const place = PLACE.exec(text)?.[0] ?? '';
    const bare = text.slice(0, text.length - place.length);
    const { origin, isWhole } = originOf(bare);
    if (isWhole) return this.withoutAddress(text);
    const sdk = sdkOf(bare);
    const kept = sdk ? [sdk, `${sdk}.js`, `@${sdk}/`].find((name) => sdkOf(name) === sdk) : undefined;
    const left = `${this.withoutAddress(origin)}${kept ? `/${kept}` : ''}${place}`;
    if (left !== text) this.count(WHAT.paths);
    return left;
  }

  private withoutAddress(origin: string): string {
    return origin
      .replace(IPV4, () => this.gone(WHAT.addresses, 'ip-removed'))
      .replace(/\[[0-9a-f:.]+\]/gi, () => this.gone(WHAT.addresses, 'ip-removed'));
  }

  private id(id: string): string {
    if (/^id-\d+$/.test(id)) return id;
    this.count(WHAT.devices);
    let name = this.names.get(id);
    if (!name) {
      name = `id-${this.names.size + 1}`;
      this.names.set(id, name);
    }
    return name;
  }

  private gone(what: string, instead: string): string {
    this.count(what);
    return instead;
  }

  private count(what: string): void {
    this.total += 1;
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

const isNumber = (value: unknown) => typeof value === 'number' || value === null || value === undefined;
/** A column of a series, which there is no need to walk through; a stack is a number and a text. */
const numbersOnly = (list: readonly unknown[]) => list.length > 0 && isNumber(list[0]) && isNumber(list[1]);

/** The origin of a URL, and whether it is all of it. */
function originOf(url: string): { origin: string; isWhole: boolean } {
  try {
    const { origin, protocol, host, pathname, search, hash, username } = new URL(url);
    const isWhole = (pathname === '/' || pathname === '') && !search && !hash && !username;
    return { origin: origin === 'null' ? `${protocol}//${host}` : origin, isWhole };
  } catch {
    return { origin: REMOVED, isWhole: false };
  }
}
