/** Instructions for a customer who records a complete dump. Plain text, for a mail. */
export const CUSTOMER_INSTRUCTIONS = `Please record what happens in your call:

1. Before the call, open a new tab and go to chrome://webrtc-internals?keepRemovedConnections (in Edge: edge://webrtc-internals?keepRemovedConnections). Leave this tab open: it records only while it is open.
2. In another tab, join the call and do what goes wrong. Share your screen and stop sharing at least four times, a few seconds each.
3. Stay in the call if you can. Go back to the first tab. At its top, open "Create a WebRTC-Internals dump" and press 'Download the "rtcstats dump"': it also holds connections that have ended. If there is no such button, press 'Download the "webrtc-internals dump"' (in older versions: "Download the PeerConnection updates and stats data") before you leave the call.
4. Send the file as an attachment, as it is: rtcstats_dump or webrtc_internals_dump, .txt or .gz.

The file holds the addresses of the pages, the names of cameras and microphones, IP addresses and technical data of the connection. It holds no picture and no sound.`;
