// A button that records from the microphone; what was heard is given as a WAV file.

import { text } from "../../texts/index.js";
import { element, say } from "../element.js";

/// The longest recording, in seconds.
const limit = 10;

/// A button; `take` is given each recording, `fail` what kept it from being made.
export function recorder(take, fail) {
  let stop = null;
  const button = element("button", { class: "record", onclick: () => (stop ? stop() : begin()) }, text("files.recorder.start"));
  async function begin() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const audio = new AudioContext();
      const heard = [];
      const node = audio.createScriptProcessor(4096, 1, 1);
      node.onaudioprocess = ({ inputBuffer }) => {
        heard.push(inputBuffer.getChannelData(0).slice());
        if (heard.length * 4096 > limit * audio.sampleRate) stop?.();
      };
      audio.createMediaStreamSource(stream).connect(node);
      node.connect(audio.destination);
      say(button, text("files.recorder.stop"));
      stop = () => {
        stop = null;
        say(button, text("files.recorder.start"));
        for (const track of stream.getTracks()) track.stop();
        audio.close();
        take(new File([waveFile(heard, audio.sampleRate)], "recording.wav", { type: "audio/wav" }));
      };
    } catch (error) {
      fail(text("files.recorder.failed", { why: error.message }));
    }
  }
  return button;
}

/// Samples from −1 to 1 as a WAV file: one channel of 16 bits.
export function waveFile(parts, rate) {
  const samples = parts.flatMap((part) => [...part]);
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const word = (at, letters) => [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF"); view.setUint32(4, 36 + 2 * samples.length, true); word(8, "WAVEfmt ");
  view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
  view.setUint32(24, rate, true); view.setUint32(28, 2 * rate, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
  word(36, "data"); view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => view.setInt16(44 + 2 * index, Math.round(32767 * Math.max(-1, Math.min(1, sample))), true));
  return view.buffer;
}
