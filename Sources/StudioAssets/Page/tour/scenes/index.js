// The scenes, in the order in which one thing needs the other.

import neuron from "./neuron.js";
import logic from "./logic.js";
import layers from "./layers.js";
import weights from "./weights.js";
import squish from "./squish.js";
import forward from "./forward.js";
import wrong from "./wrong.js";
import downhill from "./downhill.js";
import backpropagation from "./backpropagation.js";
import learning from "./learning.js";
import noise from "./noise.js";

/// A scene: its `name`; the parts of the page that it `points` at; what it `needs` of the page's network
/// ("trained" or "fresh"; nothing if it plays by itself); whether it `learns`; and `build(stage)`, which
/// gives its parts.
export const scenes = [neuron, logic, layers, weights, squish, forward, wrong, downhill, backpropagation, learning, noise];
