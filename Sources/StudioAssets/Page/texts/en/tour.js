// In the prose, `{name}` is a number that lives (`{name:5}` keeps room for five figures), `*word*` is
// stressed, `[words](act)` is a link, and an empty line begins a paragraph.
export default {
  previous: "Back",
  next: "Next",
  close: "Close",
  scenes: "Scenes of the tour",
  place: "{number} of {count}",
  opening: "Fetching the network for this scene…",
  lent: "For this scene the page shows another network. Yours comes back afterwards, unless you set or turn something of this one.",
  and: " and ",
  none: "no",

  neuron: {
    name: "A neuron",
    title: "What a neuron is",
    prose: `
A neuron of this kind is a small sum. Each input is multiplied by a *weight*, which says how much that
input counts and in which direction: blue speaks for, orange against. Then one more number is added, the
*bias*, and the sum z is squeezed into the range from 0 to 1.

Take a small decision: shall we walk to the sea? Sunshine speaks for it, company too, rain against. With the knobs
as they are, z is {z:5} and the neuron says {says:5}: {fires}.

The bias is {bias:5}. Without it the neuron would lean towards yes as soon as the products add up to more than
nothing; with it they must add up to more than {needed:5}.

The oldest neurons of 1943 knew only *activated* or *not*: a step at z = 0. The smooth σ (sigma) does nearly
the same, but a small turn of a knob then changes the answer a little, never suddenly. Learning will live on that.`,
    goes: "more yes than no",
    stays: "more no than yes",
    input1: "sunshine",
    input2: "company",
    input3: "rain",
    weight: "w{mark} its weight",
    bias: "b the bias",
    between: "What follows the sum",
    step: "Step: activated or not",
    sigmoid: "σ: more or less activated",
    stepName: "step",
    sketch: "Three inputs, each with a line as wide as its weight, one sum, and the neuron's output",
    plot: "The function after the sum, and where the neuron is on it",
  },

  logic: {
    name: "Logic",
    title: "And, or, and the one that cannot be done",
    prose: `
A neuron with a step and two inputs draws a straight line through the plane: on the lit side it is
activated, on the other it is not. The weights {w1:5} and {w2:5} tilt the line, the bias {b:5} shifts it.

The four lamps are the four possible inputs. Lit means: here it should be activated. Choose a goal and turn the
knobs until all four rows are right. Now {right} of 4 are.`,
    goal: "The goal",
    and: "AND",
    or: "OR",
    xor: "XOR",
    andHint: "AND: activated only if both inputs are 1. One lamp is to be cut off from three; a higher threshold, that is, a lower bias, does it.",
    orHint: "OR: activated if at least one input is 1.",
    xorHint: "XOR: activated if exactly one input is 1. Try it for a while. Two lit lamps lie across from each other, and so do two dark ones: no straight line has each pair on its own side. It was shown in 1969, and it kept many from neural networks for years.",
    deeper: "Add a hidden layer",
    single: "Back to one neuron",
    bias: "b",
    plane: "The plane of both inputs, lit where the neuron is activated",
    wanted: "wanted",
    says: "says",
    verdict: "so it is",
    right: "right",
    wrong: "wrong",
    all: "All four rows are right: this neuron does {goal}.",
    some: "{right} of the four rows are right.",
    network: "A network of two inputs, two hidden neurons and one output",
    hiddenPlane: "The plane of both inputs with the lines of both hidden neurons",
    outputPlane: "The plane of both hidden neurons with the output's line",
    hiddenCaption: "Each hidden neuron draws a line of its own. h₁ is activated if at least one input is 1, h₂ if not both are. Between the lines, both are.",
    outputCaption: "The output no longer sees x₁ and x₂, only h₁ and h₂. There the four rows lie at three places, and one line is enough: an AND.",
    feed: "Feed it the inputs",
    fed: "x₁ = {x1}, x₂ = {x2}  →  h₁ = {h1}, h₂ = {h2}  →  y = {y}",
  },

  layers: {
    name: "Layers",
    title: "Layers: many neurons, side by side and in a row",
    prose: `
The [network on this page](network) is made of the same small sums. On the left it reads a picture of {shape}
pixels: {inputs} numbers from 0, dark, to 1, bright. On the right are its {outputs} outputs, one for each digit. Between
them are hidden layers of {hidden} neurons. They are called hidden only because they are neither input nor
answer; nothing about them is secret here.

Why hidden layers at all? As with XOR, one layer can only weigh pixels one by one. The hope is that a
hidden neuron finds something that several pixels say together, an edge, a loop, a gap, and that the next layer
thinks in those instead of in pixels.

Each pass goes from left to right: all neurons of a column take the numbers of the column before,
and light up as much as their sum says. At present {lit} of the {first} neurons of the first hidden layer are lit, and the
answer is {answer} with {confidence:6}.`,
    play: "Play one pass",
  },

  weights: {
    name: "Weights",
    title: "Weights and bias: the knobs",
    prose: `
A neuron of the first hidden layer has one weight for each of the {inputs} pixels. Laid out like the picture, they show
what it looks for: ink on blue pixels excites it, ink on orange ones holds it back, dark ones it does not care about.

Its bias is {bias:5}: how easily it is activated before it has seen anything. On the present
picture its sum is z = {z:5}, and it is lit with {activation:5}.

The knobs here are real: they turn the network on this page, and the [whole neuron](select) stands beside it.
With all knobs as they are now, it is right for {accuracy:6} of {count} digits that it has not learned from. One knob hardly
matters, and that is one secret of such networks: what they know is spread over all {total}. When you leave, your turns are
undone.`,
    neuron: "Neuron of the first hidden layer",
    bias: "its bias",
    pixel: "weight of pixel in row {row}, column {column}",
    picture: "The weights of this neuron, laid out like the picture that it reads",
    scale: "brightest = ±{size}",
    weights: "weights",
    biases: "biases",
    knobs: "knobs in all",
  },

  squish: {
    name: "The squish",
    title: "The function between: why the sum is bent",
    prose: `
After its sum, a neuron passes z through a function. σ squeezes it between 0 and 1: now {sigmoid:5}. The hyperbolic
tangent, tanh, does so between −1 and 1: {tanh:5}. ReLU is simpler: below 0 it says nothing, above 0 it lets z
through: {relu:5}. Most networks of today use ReLU or a relative of it, and so does this page unless told otherwise.

The slope says how much the output moves when z moves a little: {sigmoidSlope:4}, {tanhSlope:4} and {reluSlope:4} at
z = {z:5}. Far from 0 the curves of σ and tanh are nearly flat: turning knobs has almost no effect there, and learning is slow.
ReLU does not flatten above 0, but below it the slope is 0 altogether.

Why bend the sum at all? A sum of sums is only another sum. Without a function between them, two layers do
no more than one: see it at the last figure, three hidden neurons and one that adds them up.`,
    identity: "Nothing",
    sigmoid: "σ",
    relu: "ReLU",
    tanh: "tanh",
    slope: "slope {slope}",
    between: "Between two layers:",
    layersPlot: "What two layers with three hidden neurons make of one input",
    straight: "Nothing between: both layers together are one straight line, y = {slope} x + {height}",
    bent: "{name} between: the line bends, and with more neurons it can take almost any shape",
  },

  forward: {
    name: "Forward",
    title: "The forward pass: following one number",
    prose: `
[Draw a digit](draw), or take [another one](another). At each step the list follows the product that speaks
most for the answer: the brightness of a pixel, here {pixel:4}, times a weight; that product joins all others and
the bias in a sum; the sum, bent, is the activation of a neuron; and that is what the next layer multiplies.

Choose a line to see the neuron with all its terms. There is nothing else inside: multiply, add, bend, layer by
layer. At the end *softmax* turns the last sums into probabilities, which add up to 100 %. The answer is
{answer} with {confidence:6}.`,
    pixel: "Pixel in row {row}, column {column}",
    neuron: "neuron {neuron} of layer {layer}",
    output: "output “{name}”",
    others: "+ {count} other products",
    bias: "+ bias",
    end: "Softmax turns z = {z} into {confidence} for “{name}”.",
  },

  wrong: {
    name: "Wrong",
    title: "“It is wrong”, as one number",
    prose: `
This is the same network before it has learned anything: every weight is drawn at random. It takes this {label}
for a {answer}, with {confidence:6}: {verdict}. Of {count} digits it gets {accuracy:6} right; with {classes} answers to choose from, luck
alone makes {chance}.

To get better, it must be told *how* wrong it is: the *loss*, also called cost. Only the probability of the right answer
counts, here p = {p:5}. The loss is −ln p = {loss:5}. For p = 1 it is 0; the less it thought of the right answer, the
steeper it climbs.

The mean over {count} digits is {mean:5}. Not knowing at all, the same probability for everything, would cost ln {classes} = {guessing}; random
weights are often worse, because they are sure of nonsense. All that is called learning here is making this one number smaller.`,
    isRight: "right, by chance",
    isWrong: "wrong",
    next: "Another digit",
    reseed: "Other random weights",
    steps: "Learn from 25 batches",
    plot: "The loss over the probability of the right answer",
    probability: "p",
    loss: "loss",
  },

  downhill: {
    name: "Downhill",
    title: "Going downhill",
    prose: `
Take one weight of the network, the one from neuron {from} to neuron {to} of layer {layer}, and turn it from end
to end, all other knobs at rest. The curve is the mean loss, measured by the engine at {samples} places; the weight is now {now:5}
and the page's own network stays untouched.

To make the loss smaller, nobody needs to see the whole curve. It is enough to feel the slope under the ball: {slope:6}.
A step goes against it: the weight minus the *learning rate* times the slope. Where it is steep the steps are long, near the
bottom they get short by themselves.

Try the learning rate: too small, and it takes for ever; too large, and the ball leaps over the valley. The ball has taken
{steps:8}, and its loss is {loss:5}. Real learning does this with all weights at once, a valley in thousands of directions,
which nobody can draw and which needs no drawing.`,
    layer: "The weight is one of layer",
    last: "Last layer",
    number: "Layer {number}",
    rate: "Learning rate",
    rateIs: "Learning rate {rate}",
    roll: "One step",
    again: "From the top",
    measuring: "Measuring the loss…",
    plot: "The loss over one weight, with a ball on it",
    weight: "weight",
    loss: "loss",
    stepsOne: "1 step", stepsMany: "{count} steps",
    at: "after {steps}: weight {weight}, loss {loss}",
    outside: "after {steps}: beyond the edge, at weight {weight}, loss {loss}",
    small: "A small learning rate: safe, and slow.",
    good: "A good learning rate for this valley: a few steps and it is down.",
    large: "A large learning rate: the step may lead over the valley and up the other side.",
  },

  backpropagation: {
    name: "Backwards",
    title: "Backpropagation: who should have said something else?",
    prose: `
How does each of the thousands of weights learn its slope? Turning them one by one would take thousands of passes.
Instead, the error is sent back through the [network](network), which now shows that direction.

This is a {label}, and the network gives it {p:6}; the loss is {loss:5}. So output {label} wishes for more, by what is
missing, {missing:5}, and each other output for less, by what it has too much. A wish can be granted in three ways: turn the bias,
turn the weights from neurons that are lit, or light those neurons differently. The third is passed on as a wish to the layer before, and
so on to the first. One pass back, and every knob knows its nudge.

One example thinks only of itself: listening to it alone would make everything a {label}. So the nudges are averaged over a *batch*
of {batch} (mean loss {batchLoss:5}). Of its {classes} wishes for the output biases, {agreeing} survive with the same sign. All knobs
are then turned by a small share of the mean, the learning rate {rate}, and the next batch comes.`,
    ask: "What should this picture be?",
    class: "Output",
    says: "It says",
    one: "This example's nudge",
    mean: "Mean of the batch",
    largest: "This example's strongest wishes for weights of the last layer:",
    raise: "from neuron {from} to output “{to}”: more, by {size}",
    lower: "from neuron {from} to output “{to}”: less, by {size}",
  },

  learning: {
    name: "Learning",
    title: "Learning: turning all knobs, again and again",
    prose: `
Fresh random weights again, which are right for about one digit in ten. The network has {examples} pictures with their answers to
learn from. It takes a *batch* of {batch}, runs it forward, asks each knob for its slope, and turns all knobs a little downhill. That
is one step. After {batches} steps it has seen every picture once: an *epoch*.

Let it run. It has taken {steps:12}, {epoch:5} epochs, and is right for {accuracy:6} of digits it never learns from.
Below, the weights of the first hidden layer leave their random grain and become something like strokes and gaps; the
[curves](curves) show the loss fall, fast at first and then ever more slowly.

What it cannot do: it has learned to sort pictures that look like these, and nothing else. It does not know what a digit is for, it is
lost when one stands in a corner or on its head, and it cannot say “this is none of the ten”. That is [the last scene](noise).`,
    run: "Run",
    fast: "at full speed",
    slowly: "Slowly",
    "one-batch": "One batch",
    pause: "Pause",
    again: "Start again",
    now: "{steps}: right for {accuracy}, loss {loss}",
    gauge: "Right for {accuracy}; the mark is one in ten",
    caption: "Weights of the first hidden layer (the mark on the bar is one in ten, pure luck):",
    weights: "Weights of neuron {neuron} of the first hidden layer",
  },

  noise: {
    name: "Noise",
    title: "Why does noise get a confident answer?",
    prose: `
Each of these pictures is noise: every pixel drawn at random. No person would call one a digit. The network must: it has ten outputs,
and softmax makes their probabilities add up to 100 %, whatever it sees. Of twenty, {sure} get an answer with more than 90 %;
the mean is {mean:6}, the surest {largest:6}.

It reads one now, and says {answer} with {confidence:6}. In {most} of the twenty cases it says {common}. It is not that
noise resembles a {common}: the sums of so many bright pixels simply come out larger there.

Confidence is not knowledge. The number compares the ten answers with each other, not the picture with anything that
was learned. “None of these” was never among the answers, and nothing in the training rewarded doubt. Keep it in mind
wherever a machine tells you how sure it is.`,
    more: "Twenty more",
    picture: "A picture of random pixels",
    tile: "Noise, taken for {answer} with {confidence}; read this one",
  },
};
