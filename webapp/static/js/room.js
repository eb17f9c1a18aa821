/* Every behaviour of the exam room. It is served joined with all that it imports, so that a page asks once. */
import { mount as autosave } from "./behaviors/autosave.js";
import { mount as breakClock } from "./behaviors/break-clock.js";
import { mount as calculator } from "./behaviors/calculator.js";
import { mount as contrast } from "./behaviors/contrast.js";
import { mount as examKeys } from "./behaviors/exam-keys.js";
import { mount as handIn } from "./behaviors/hand-in.js";
import { mount as highlight } from "./behaviors/highlight.js";
import { mount as hotspot } from "./behaviors/hotspot.js";
import { mount as keyMap } from "./behaviors/key-map.js";
import { mount as matching } from "./behaviors/matching.js";
import { mount as ordering } from "./behaviors/ordering.js";
import { mount as palette } from "./behaviors/palette.js";
import { mount as roomTools } from "./behaviors/room-tools.js";
import { mount as scratchPad } from "./behaviors/scratch-pad.js";
import { mount as strike } from "./behaviors/strike.js";
import { mount as textSize } from "./behaviors/text-size.js";
import { mount as timer } from "./behaviors/timer.js";

const MOUNTS = {
  autosave,
  "break-clock": breakClock,
  calculator,
  contrast,
  "exam-keys": examKeys,
  "hand-in": handIn,
  highlight,
  hotspot,
  "key-map": keyMap,
  matching,
  ordering,
  palette,
  "room-tools": roomTools,
  "scratch-pad": scratchPad,
  strike,
  "text-size": textSize,
  timer,
};

/* Each by itself: one that fails leaves the others alone. */
for (const element of document.querySelectorAll("[data-behavior]")) {
  for (const name of element.dataset.behavior.split(/\s+/).filter(Boolean)) {
    Promise.resolve().then(() => MOUNTS[name](element));
  }
}
