// The C functions that Reproducible.Torch calls. The one door into libtorch is rt_call: every ATen operator goes through it.
//
// Status   0 is success; -1 is failure, and rt_last_error() of the same thread says why. No C++ exception crosses.
// Tensor   a handle (a TensorImpl*) the receiver owns and gives back once, to rt_tensor_free. 0 is "no tensor".
// Threads  grad mode, inference mode and autocast belong to the calling thread, as in libtorch.
#pragma once
#include <stdint.h>

#define RT_EXPORT extern "C" __attribute__((visibility("default")))

typedef void* rt_tensor;
typedef void* rt_operator;
typedef void* rt_generator;
typedef void* rt_recording;

// What the bits of an rt_value are. Reproducible.Torch/Interop/Tag.cs is the same list.
enum rt_tag : int32_t {
  RT_DEFAULT = 0,        // the value the operator's schema gives
  RT_NONE = 1,
  RT_TENSOR = 2,         // bits: handle
  RT_INT = 3,            // also a scalar type, layout or memory format by its number
  RT_DOUBLE = 4,         // bits: the double's
  RT_BOOL = 5,
  RT_STRING = 6,         // bits: pointer to count UTF-8 bytes
  RT_INT_LIST = 7,       // bits: pointer to count int64
  RT_DOUBLE_LIST = 8,    // bits: pointer to count doubles
  RT_BOOL_LIST = 9,      // bits: pointer to count int64, 0 or 1
  RT_TENSOR_LIST = 10,   // bits: pointer to count handles; in a result the receiver frees it with rt_free
  RT_DEVICE = 11,        // bits: device type << 32 | (uint32) index, index -1 for the current one
  RT_GENERATOR = 12,     // bits: rt_generator
  RT_INT_PAIR = 13,      // bits: two int32, the first in the low half; a list of two
};

struct rt_value {
  int32_t tag;
  int32_t count;
  int64_t bits;
};

struct rt_tensor_facts {
  int64_t elements;
  int64_t element_bytes;
  int64_t storage_offset;   // in elements
  int32_t dimensions;
  int32_t scalar_type;
  int32_t device_type;
  int32_t device_index;
  int32_t requires_grad;
  int32_t is_leaf;
  int32_t has_grad;
  int32_t is_inference;
};

// Global switches of libtorch. Reproducible.Torch/Interop/Flag.cs is the same list.
enum rt_flag : int32_t {
  RT_GRAD_ENABLED = 0,
  RT_INFERENCE_ENABLED = 1,             // read only
  RT_DETERMINISTIC_ALGORITHMS = 2,
  RT_DETERMINISTIC_WARN_ONLY = 3,
  RT_CUDNN_ENABLED = 4,
  RT_CUDNN_DETERMINISTIC = 5,
  RT_CUDNN_BENCHMARK = 6,
  RT_CUDNN_ALLOW_TF32 = 7,
  RT_CUDA_MATMUL_ALLOW_TF32 = 8,
  RT_CUDA_MATMUL_ALLOW_FP16_REDUCTION = 9,
  RT_MKLDNN_ENABLED = 10,
};

// An operator that was recorded.
struct rt_event {
  int64_t begin;        // nanoseconds of rt_profiler_now's clock
  int64_t end;
  const char* name;     // aten::conv2d, ConvolutionBackward0; as long as the recording
  int64_t thread;       // libtorch's number of it, from 1
  int32_t is_backward;  // 1: a node of the backward graph
  int32_t unused;
};

RT_EXPORT const char* rt_last_error();
RT_EXPORT void rt_free(void* memory);

// Operators (operators.cpp). An rt_operator lives as long as the process.
// expected: a schema with full name; the loaded operator must be callable as that says, else -1 with both schemas.
RT_EXPORT int32_t rt_operator_find(const char* expected, rt_operator* found, int32_t* arguments, int32_t* results);
// The loaded schema as text, valid as long as the process.
RT_EXPORT const char* rt_operator_schema(rt_operator op);
// results: as many as the schema returns, or none to drop them (in-place operators).
RT_EXPORT int32_t rt_call(rt_operator op, const rt_value* arguments, int32_t argument_count, rt_value* results, int32_t result_count);

// Tensors (tensors.cpp).
RT_EXPORT void rt_tensor_free(rt_tensor tensor);
RT_EXPORT rt_tensor rt_tensor_alias(rt_tensor tensor);
RT_EXPORT int64_t rt_tensor_live_count();
RT_EXPORT void rt_tensor_get_facts(rt_tensor tensor, rt_tensor_facts* facts);
RT_EXPORT int32_t rt_tensor_sizes(rt_tensor tensor, int64_t* sizes, int64_t* strides);
RT_EXPORT int32_t rt_tensor_is_contiguous(rt_tensor tensor, int32_t memory_format, int32_t* answer);
RT_EXPORT int32_t rt_tensor_is_same(rt_tensor left, rt_tensor right);
// The first element's address; only of CPU memory.
RT_EXPORT int32_t rt_tensor_data(rt_tensor tensor, void** data);
// The same of elements in order, and how many bytes they are; -1 bytes where they lie elsewhere or not in order.
RT_EXPORT int32_t rt_tensor_bytes(rt_tensor tensor, void** data, int64_t* bytes);
RT_EXPORT int32_t rt_tensor_grad(rt_tensor tensor, rt_tensor* grad);
RT_EXPORT int32_t rt_tensor_set_grad(rt_tensor tensor, rt_tensor grad);
// Gradients of many at once, into results; 0 where there is none.
RT_EXPORT int32_t rt_tensors_grads(const rt_tensor* tensors, int32_t count, rt_tensor* results);
RT_EXPORT int32_t rt_tensors_forget_grads(const rt_tensor* tensors, int32_t count);
RT_EXPORT void rt_tensors_free(const rt_tensor* tensors, int32_t count);
RT_EXPORT int32_t rt_tensor_set_requires_grad(rt_tensor tensor, int32_t requires_grad);
RT_EXPORT int32_t rt_tensor_retain_grad(rt_tensor tensor);
RT_EXPORT int32_t rt_tensor_version(rt_tensor tensor, int64_t* version);
// grads: one per root, 0 for the scalar's own 1.
RT_EXPORT int32_t rt_backward(const rt_tensor* roots, const rt_tensor* grads, int32_t root_count, int32_t retain_graph,
                              int32_t create_graph, const rt_tensor* inputs, int32_t input_count);
RT_EXPORT int32_t rt_grad(const rt_tensor* roots, const rt_tensor* grads, int32_t root_count, const rt_tensor* inputs,
                          int32_t input_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused,
                          rt_tensor* results);

// The process and the thread (runtime.cpp).
RT_EXPORT const char* rt_version();
// Text to be freed with rt_free.
RT_EXPORT int32_t rt_build_configuration(char** text);
RT_EXPORT int32_t rt_flag_get(int32_t flag, int32_t* value);
RT_EXPORT int32_t rt_flag_set(int32_t flag, int32_t value);
RT_EXPORT int32_t rt_inference_enter(int32_t enabled, void** guard);
RT_EXPORT int32_t rt_inference_exit(void* guard);
RT_EXPORT int32_t rt_autocast_get(int32_t device_type, int32_t* enabled, int32_t* scalar_type);
RT_EXPORT int32_t rt_autocast_set(int32_t device_type, int32_t enabled, int32_t scalar_type);
RT_EXPORT int32_t rt_autocast_enter();
// Leaving the outermost region drops the cast weights it cached.
RT_EXPORT int32_t rt_autocast_exit();
RT_EXPORT int32_t rt_threads_get(int32_t* within, int32_t* between);
RT_EXPORT int32_t rt_threads_set(int32_t within);
RT_EXPORT int32_t rt_threads_set_between(int32_t between);
// Whether a second thread may do parts of operators (spare_core.cpp); by default none may.
RT_EXPORT int32_t rt_core_lend(int32_t lend);
RT_EXPORT int32_t rt_core_lent();
RT_EXPORT int32_t rt_cuda_facts(int32_t* available, int32_t* devices, int32_t* cudnn);
RT_EXPORT int32_t rt_cuda_synchronize(int64_t device);
RT_EXPORT int32_t rt_manual_seed(uint64_t seed);
// (memory.cpp)
RT_EXPORT int32_t rt_memory_release();
// clone: a generator of its own; else the device's default one.
RT_EXPORT int32_t rt_generator_get(int32_t device_type, int32_t device_index, int32_t clone, rt_generator* generator);
RT_EXPORT void rt_generator_free(rt_generator generator);
RT_EXPORT int32_t rt_generator_set_seed(rt_generator generator, uint64_t seed);
RT_EXPORT int32_t rt_generator_get_seed(rt_generator generator, uint64_t* seed);
RT_EXPORT int32_t rt_generator_get_state(rt_generator generator, rt_tensor* state);
RT_EXPORT int32_t rt_generator_set_state(rt_generator generator, rt_tensor state);
RT_EXPORT int32_t rt_generator_device(rt_generator generator, int32_t* device_type, int32_t* device_index);

// Recording operators (profiler.cpp), those of all threads, one recording at a time.
RT_EXPORT int64_t rt_profiler_now();
// most: operators kept; further ones are counted.
RT_EXPORT int32_t rt_profiler_start(int64_t most);
// In the order in which they ended; to be read until rt_recording_free.
RT_EXPORT int32_t rt_profiler_stop(rt_recording* recording, const rt_event** events, int64_t* count, int64_t* dropped);
RT_EXPORT void rt_recording_free(rt_recording recording);
