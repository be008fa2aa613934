import { ClientEvent, MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { MatrixEvent } from 'matrix-js-sdk/lib/models/event.js';
import { Room, RoomEvent } from 'matrix-js-sdk/lib/models/room.js';
import { MemoryStore } from 'matrix-js-sdk/lib/store/memory.js';
import { SyncState } from 'matrix-js-sdk/lib/sync.js';

const ROOM = '!call:systems.invalid';

interface Sent {
  type: string;
  content: Record<string, unknown>;
}

/**
 * A Matrix client without a homeserver: what it sends to the room, the other side's client receives as
 * its sync would hand it over.
 */
export function clientOf(name: string, other: string, port: MessagePort): { client: MatrixClient; room: Room } {
  const userId = `@${name}:systems.invalid`;
  const client = new MatrixClient({
    baseUrl: 'https://systems.invalid',
    userId,
    deviceId: name,
    store: new MemoryStore(),
    // A call may begin without a microphone: with a data channel alone, as in a group call.
    isVoipWithNoMediaAllowed: true,
    fetchFn: async () => new Response('{}', { status: 404 }),
  });
  const room = new Room(ROOM, client, userId);
  const members = [userId, `@${other}:systems.invalid`];
  room.currentState.setStateEvents(
    members.map((member) => eventOf('m.room.member', { membership: 'join' }, member, { state_key: member })),
  );
  client.store.storeRoom(room);
  client.checkTurnServers = async () => true;
  let sent = 0;
  client.sendEvent = (async (_room: string, type: string, content: Sent['content']) => {
    port.postMessage({ type, content: JSON.parse(JSON.stringify(content)) } satisfies Sent);
    return { event_id: `$${name}-${++sent}` };
  }) as unknown as MatrixClient['sendEvent'];
  port.onmessage = ({ data: { type, content } }: MessageEvent<Sent>) => {
    client.emit(RoomEvent.Timeline, eventOf(type, content, members[1]!), room, false, false, {} as never);
    client.emit(ClientEvent.Sync, SyncState.Syncing, SyncState.Syncing);
  };
  client.callEventHandler!.start();
  return { client, room };
}

let events = 0;

const eventOf = (type: string, content: Sent['content'], sender: string, more: object = {}) =>
  new MatrixEvent({
    ...{ type, content, sender, room_id: ROOM, event_id: `$event-${++events}`, origin_server_ts: Date.now() },
    ...more,
  });
