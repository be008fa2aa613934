/**
 * Words that may stay in free text: words of the inspector's own sentences and of the browser's error
 * messages, names of the platform, and plain words that identify nobody.
 */
const PLAIN = `
a about above add added adds after again all alone already although altered an and another any are as at audio away
back baseline because been before began be begin behind below between both bound broken browser build builds but by
call called calls camera can cannot can’t can't capture captured check checked checking close closed codec collected
connected connecting connection connections could count counted current
data default description descriptions did differ direction do document documents does doesn’t doesn't downscale
downscaled during
each element element’s empty each execute encode encoded encoder encoders encodes end ended error errors estimate event every
exist exists expected far
fail failed fails file first five for found four frame frames from further
generator gone grows growing had half hand has have held holds idle if ignored in incomplete index inspector
internals is isn’t isn't it its itself kept kind known
last late latest least leave left less like list local log longer loaded lost
made make many max may media member memory message method microphone min missing mode more most much must
name named navigated need negotiated negotiation new next no none normal not nothing now null number
object of off offer old older on once one ones only open or other others out
page pages parameter parameters part passed patch patched pause paused peer per process properties property
provided publish published publishes
range read reading reason received refused reload reloaded remote removed replaced resume reuse reused run running runs
said same sample screen second see sender senders sending sent set share shared shares since size so source
start started state stopped stop streams string supported switched
tab take test text than that the their theirs them then there these they third this those three time times to
too track tracks transceiver transceivers transport true twice two type types
unable uncaught undefined unexpected unknown unpatched unpublish unsupported until up update use used valid value
values version video wait was way went were what when where whether which while whole whose will window with within
without wrong yes yet you zero
allowed answer argument arguments array boolean canvas characters false function functions integer invalid iterable iterator enum defined implement maximum convert converted long short stable
screenshare realtime unspecified
line lines damaged middle cut ends came event events shown begun dump unpublished taken statistics dated tells zone compared
chrome uses plan b seen
descriptions come go shows side’s answered firefox
gb gib kb kib mb mib ms s min minutes seconds hours h px kbit/s fps
pass fail inconclusive figures kbps
`;

/** Members of messages and files, which our own validation errors name. */
const MEMBERS = `
active afterMs alteredByHand args bytesSent candidates captureStack captures captureTallies channels closedAt codecPreferences collectedAt
connectionState connections contentType cores currentDirection dataChannels deviceMemoryGiB disabledSince doc documents downscaled
droppedEntries enabled encodings endedAt endedGiven environment everSent figures firstAt firstFrameMs firstFrameWithin flags format frameRate framesEncoded
fps generator height history iceConnectionState id idleSince info jsHeapBytes kbps label lastAt lastNegotiationMs live made
lastSentAt lastSize layers localSdpBytes log logDropped low high madeAt madeBy madeStack marks maxBitrate maxFramerate mib
doubts mLines mLinesRejected ms muted mutedSince n negotiations noFrame note notes offerSince outcome patchSince peak phase platform points powerEfficient
publishes range readings readyState reasons why bytes receiverTrack redacted released remoteSdpBytes removed rule samples savedAt scalabilityMode
scaleResolutionDownBy sdpBytes seq series settled signalingState ssrc stack stacks startedAt stats steps streak streams
text thinnedBefore top track transceivers typed unsentSince url userAgent v verdict width
`;

const PLATFORM = `
RTCPeerConnection RTCRtpTransceiver RTCRtpSender RTCRtpReceiver RTCRtpSendParameters RTCRtpEncodingParameters
RTCSessionDescription RTCDataChannel RTCIceCandidate RTCRtpTransceiverDirection RTCRtpTransceiverInit
RTCRtpCodecCapability RTCRtpScriptTransform MediaStream MediaStreamTrack MediaDevices CanvasCaptureMediaStreamTrack
MediaStreamTrackGenerator VideoTrackGenerator HTMLMediaElement HTMLCanvasElement WeakRef Map Set Symbol Promise Proxy
addTransceiver addTrack addStream removeTrack removeStream replaceTrack setStreams setParameters getParameters
setCodecPreferences setHeaderExtensionsToNegotiate createOffer createAnswer setLocalDescription setRemoteDescription
createDataChannel addIceCandidate restartIce setConfiguration createEncodedStreams getStats getTransceivers getSenders
getReceivers getUserMedia getDisplayMedia captureStream clone insertDTMF transform prototype constructor
currentDirection signalingState connectionState iceConnectionState mid rid offers answers sdp msid m-line m-lines ICE DTLS SDP RTP
sendrecv sendonly recvonly inactive have-local-offer have-remote-offer have-local-pranswer have-remote-pranswer
new connecting connected completed disconnected failed closed datachannel rollback pranswer
Error TypeError RangeError SyntaxError ReferenceError DOMException AbortError DataError EncodingError
InvalidAccessError InvalidCharacterError InvalidModificationError InvalidStateError NetworkError NotAllowedError
NotFoundError NotReadableError NotSupportedError OperationError OverconstrainedError SecurityError TimeoutError
UnknownError RTCError
libvpx libaom OpenH264 SimulcastEncoderAdapter ExternalEncoder VideoToolbox MediaFoundationVideoEncodeAccelerator
VaapiVideoEncodeAccelerator V4L2VideoEncodeAccelerator AndroidVideoEncodeAccelerator NvEncoder QsvEncoder MediaCodec
captures command flush heap link look post settled snapshot wrap panel hook getter setter
address bfcache Preserve Reuse Stop Downscale DevTools webrtc
`;

export const VOCABULARY: ReadonlySet<string> = new Set(
  `${PLAIN} ${MEMBERS} ${PLATFORM}`.toLowerCase().split(/\s+/).filter(Boolean),
);
