export default {
  title: "Your files",
  skip: "Skip to the answers",
  parameters: "{count} weights and biases",
  report: "The report", model: "Take the model away",
  found: {
    title: "What was found",
    reading: "Reading {name} …",
    warning: "Mind:",
  },
  learning: {
    title: "Learning",
    start: "Learn", stop: "Stop here", again: "Learn anew",
    beginning: "It begins …",
    progress: "How far the learning is",
    going: "epoch {epoch} of {epochs}, loss {loss}, about {seconds} s left",
    epoch: "epoch {number}",
    legend: "The loss: of the examples learned from (line), and of those held out (dashes).",
    curve: "The loss over the epochs, now {loss}, held out {held}; accuracy {accuracy}",
  },
  asking: {
    title: "Ask the model",
    takes: "It takes {inputs}.",
    drop: "Drop a file here, or choose one",
    words: "A text to be judged", ask: "Ask",
    thinking: "Looking at {name} …",
  },
  examples: {
    title: "The examples",
    back: "Back", on: "On",
    where: "{from}–{to} of {total}",
  },
};
