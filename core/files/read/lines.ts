/** Whether a text begins with an event of an old rtcstats file: `["name", "PC_0" or null, …`. */
export const isEventLine = (head: string) =>
  /^\s*\[\s*"[\w.]{1,100}"\s*,\s*(null|"(PC_\d{1,9}|[\w-]{0,60})")\s*,/.test(head);
