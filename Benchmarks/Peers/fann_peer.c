// FANN's work, looped here so that no call from Python is in the time.
#include <floatfann.h>
#include <string.h>

// The weights are those of FANN's own order: neuron by neuron, each with its bias at the end.
struct fann *create(unsigned layers, const unsigned *sizes, int clipped, int linear, float rate, const float *weights) {
    struct fann *network = fann_create_standard_array(layers, sizes);
    fann_set_activation_function_hidden(network, clipped ? FANN_LINEAR_PIECE : FANN_SIGMOID);
    fann_set_activation_function_output(network, linear ? FANN_LINEAR : FANN_SIGMOID);
    if (linear) fann_set_activation_steepness_output(network, 1);
    fann_set_learning_rate(network, rate);
    memcpy(network->weights, weights, network->total_connections * sizeof *weights);
    return network;
}

struct fann_train_data *examples(unsigned count, unsigned inputs, unsigned outputs, const float *images,
                                 const float *targets) {
    struct fann_train_data *data = fann_create_train(count, inputs, outputs);
    for (unsigned i = 0; i < count; i++) {
        memcpy(data->input[i], images + (size_t)i * inputs, inputs * sizeof *images);
        memcpy(data->output[i], targets + (size_t)i * outputs, outputs * sizeof *targets);
    }
    return data;
}

// FANN's usual way: the weights change after every example.
void train_singly(struct fann *network, struct fann_train_data *data, long begin, long count, unsigned batch) {
    unsigned batches = data->num_data / batch;
    for (long step = begin; step < begin + count; step++)
        for (unsigned i = step % batches * batch, end = i + batch; i < end; i++)
            fann_train(network, data->input[i], data->output[i]);
}

// The weights change once for each of the batches, which are data of their own.
void train_batches(struct fann *network, struct fann_train_data **batches, unsigned total, long begin, long count) {
    fann_set_training_algorithm(network, FANN_TRAIN_BATCH);
    for (long step = begin; step < begin + count; step++) fann_train_epoch(network, batches[step % total]);
}

void train_epochs(struct fann *network, struct fann_train_data *data, long count) {
    fann_set_training_algorithm(network, FANN_TRAIN_INCREMENTAL);
    for (long epoch = 0; epoch < count; epoch++) {
        fann_shuffle_train_data(data);
        fann_train_epoch(network, data);
    }
}

void predict(struct fann *network, float *images, long begin, long count, unsigned total) {
    for (long i = begin; i < begin + count; i++) fann_run(network, images + i % total * network->num_input);
}
