import type { Page } from "./page";

/** The sound at the end of a speech's time and when it is one's turn. */
export class Chime {
  /** Whether the end of a speech's time is heard: off until someone turns it on at this wall. */
  isOn = false;

  private audio: AudioContext | null = null;

  constructor(private readonly page: Page) {}

  /** Gets leave to sound. A browser gives it only after a touch: until then there is nothing to sound with. */
  unlock(): void {
    const Audio = window.AudioContext || (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext;
    if (!this.audio && Audio) this.audio = new Audio();
    if (this.audio && this.audio.state === "suspended") this.audio.resume();
  }

  /** Sounds two soft notes, a third apart. */
  ring(): void {
    const audio = this.audio;
    if (!audio) return;
    [660, 550].forEach((pitch, index) => {
      const at = audio.currentTime + index * 0.35;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.25, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
      tone.connect(volume);
      volume.connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.9);
    });
    this.page.state.chimed = String(Number(this.page.state.chimed || 0) + 1);
  }
}
