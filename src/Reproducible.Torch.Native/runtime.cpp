#include "guarded.h"
#include "compat.h"
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <cstring>
#include <mutex>
#include <torch/cuda.h>

using namespace rt;

static at::Generator& generator_of(rt_generator generator) { return *static_cast<at::Generator*>(generator); }

const char* rt_version() { return TORCH_VERSION; }

int32_t rt_build_configuration(char** text) {
  return guarded([&] {
    *text = strdup(at::show_config().c_str());
    TORCH_CHECK(*text != nullptr, "no memory for the build's text");
  });
}

int32_t rt_flag_get(int32_t flag, int32_t* value) {
  return guarded([&] {
    auto& context = at::globalContext();
    switch (flag) {
      case RT_GRAD_ENABLED: *value = c10::GradMode::is_enabled(); break;
      case RT_INFERENCE_ENABLED: *value = c10::InferenceMode::is_enabled(); break;
      case RT_DETERMINISTIC_ALGORITHMS: *value = context.deterministicAlgorithms(); break;
      case RT_DETERMINISTIC_WARN_ONLY: *value = context.deterministicAlgorithmsWarnOnly(); break;
      case RT_CUDNN_ENABLED: *value = context.userEnabledCuDNN(); break;
      case RT_CUDNN_DETERMINISTIC: *value = context.deterministicCuDNN(); break;
      case RT_CUDNN_BENCHMARK: *value = context.benchmarkCuDNN(); break;
      case RT_CUDNN_ALLOW_TF32: *value = context.allowTF32CuDNN(); break;
      case RT_CUDA_MATMUL_ALLOW_TF32: *value = context.allowTF32CuBLAS(); break;
      case RT_CUDA_MATMUL_ALLOW_FP16_REDUCTION: *value = reduction_allowed(context.allowFP16ReductionCuBLAS()); break;
      case RT_MKLDNN_ENABLED: *value = context.userEnabledMkldnn(); break;
      default: TORCH_CHECK(false, "there is no flag ", flag);
    }
  });
}

int32_t rt_flag_set(int32_t flag, int32_t value) {
  return guarded([&] {
    auto& context = at::globalContext();
    auto on = value != 0;
    switch (flag) {
      case RT_GRAD_ENABLED: c10::GradMode::set_enabled(on); break;
      case RT_DETERMINISTIC_ALGORITHMS: context.setDeterministicAlgorithms(on, context.deterministicAlgorithmsWarnOnly()); break;
      case RT_DETERMINISTIC_WARN_ONLY: context.setDeterministicAlgorithms(context.deterministicAlgorithms(), on); break;
      case RT_CUDNN_ENABLED: context.setUserEnabledCuDNN(on); break;
      case RT_CUDNN_DETERMINISTIC: context.setDeterministicCuDNN(on); break;
      case RT_CUDNN_BENCHMARK: context.setBenchmarkCuDNN(on); break;
      case RT_CUDNN_ALLOW_TF32: context.setAllowTF32CuDNN(on); break;
      case RT_CUDA_MATMUL_ALLOW_TF32: context.setAllowTF32CuBLAS(on); break;
      case RT_CUDA_MATMUL_ALLOW_FP16_REDUCTION: context.setAllowFP16ReductionCuBLAS(on); break;
      case RT_MKLDNN_ENABLED: context.setUserEnabledMkldnn(on); break;
      default: TORCH_CHECK(false, "flag ", flag, " can't be set");
    }
  });
}

int32_t rt_inference_enter(int32_t enabled, void** guard) {
  return guarded([&] { *guard = new c10::InferenceMode(enabled != 0); });
}

int32_t rt_inference_exit(void* guard) {
  return guarded([&] { delete static_cast<c10::InferenceMode*>(guard); });
}

int32_t rt_autocast_get(int32_t device_type, int32_t* enabled, int32_t* scalar_type) {
  return guarded([&] {
    auto state = autocast_state(static_cast<at::DeviceType>(device_type));
    *enabled = state.enabled;
    *scalar_type = static_cast<int32_t>(state.scalar_type);
  });
}

int32_t rt_autocast_set(int32_t device_type, int32_t enabled, int32_t scalar_type) {
  return guarded([&] {
    set_autocast_state(static_cast<at::DeviceType>(device_type), {enabled != 0, static_cast<at::ScalarType>(scalar_type)});
  });
}

int32_t rt_autocast_enter() {
  return guarded([&] { at::autocast::increment_nesting(); });
}

int32_t rt_autocast_exit() {
  return guarded([&] {
    if (at::autocast::decrement_nesting() == 0) {
      at::autocast::clear_cache();
    }
  });
}

int32_t rt_threads_get(int32_t* within, int32_t* between) {
  return guarded([&] {
    *within = at::get_num_threads();
    *between = at::get_num_interop_threads();
  });
}

int32_t rt_threads_set(int32_t within) {
  return guarded([&] { at::set_num_threads(within); });
}

int32_t rt_threads_set_between(int32_t between) {
  return guarded([&] { at::set_num_interop_threads(between); });
}

int32_t rt_cuda_facts(int32_t* available, int32_t* devices, int32_t* cudnn) {
  return guarded([&] {
    *available = torch::cuda::is_available();
    *devices = static_cast<int32_t>(torch::cuda::device_count());
    *cudnn = torch::cuda::cudnn_is_available();
  });
}

int32_t rt_cuda_synchronize(int64_t device) {
  return guarded([&] { torch::cuda::synchronize(device); });
}

int32_t rt_manual_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

int32_t rt_generator_get(int32_t device_type, int32_t device_index, int32_t clone, rt_generator* generator) {
  return guarded([&] {
    at::Device device(static_cast<at::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    auto& shared = at::globalContext().defaultGenerator(device);
    *generator = new at::Generator(clone ? shared.clone() : shared);
  });
}

void rt_generator_free(rt_generator generator) {
  guarded([&] { delete static_cast<at::Generator*>(generator); });
}

int32_t rt_generator_set_seed(rt_generator generator, uint64_t seed) {
  return guarded([&] {
    auto& target = generator_of(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_current_seed(seed);
  });
}

int32_t rt_generator_get_seed(rt_generator generator, uint64_t* seed) {
  return guarded([&] {
    auto& source = generator_of(generator);
    std::lock_guard<std::mutex> lock(source.mutex());
    *seed = source.current_seed();
  });
}

int32_t rt_generator_get_state(rt_generator generator, rt_tensor* state) {
  return guarded([&] {
    auto& source = generator_of(generator);
    std::lock_guard<std::mutex> lock(source.mutex());
    *state = give(source.get_state());
  });
}

int32_t rt_generator_set_state(rt_generator generator, rt_tensor state) {
  return guarded([&] {
    auto& target = generator_of(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_state(borrow(state));
  });
}

int32_t rt_generator_device(rt_generator generator, int32_t* device_type, int32_t* device_index) {
  return guarded([&] {
    auto device = generator_of(generator).device();
    *device_type = static_cast<int32_t>(device.type());
    *device_index = static_cast<int32_t>(device.index());
  });
}
