import general from "./general.js";
import input from "./input.js";
import network from "./network.js";
import selected from "./selected.js";
import backward from "./backward.js";
import learning from "./learning.js";
import tour from "./tour.js";
import writing from "./writing.js";
import files from "./files.js";

export default { general, input, network, selected, backward, learning, tour, writing, files };
