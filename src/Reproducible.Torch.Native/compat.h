// What differs between the libtorch versions this shim compiles against, 1.13 the oldest.
#pragma once
#include <torch/version.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <optional>
#include <type_traits>

#define RT_TORCH_AT_LEAST(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace rt {

#if RT_TORCH_AT_LEAST(2, 4)
template <class T> using optional = std::optional<T>;
#else
template <class T> using optional = c10::optional<T>;
#endif

// An argument that may be left out: as nothing, or as a tensor of nothing.
inline bool given(const optional<at::Tensor>& tensor) { return tensor.has_value() && tensor->defined(); }

// Until 2.8 a bool, since then an enumeration that also speaks of splitting sums.
template <class Answer> bool reduction_allowed(Answer answer) {
  if constexpr (std::is_enum_v<Answer>) {
    return answer == Answer::AllowReducedPrecisionWithSplitK;
  } else {
    return answer;
  }
}

struct AutocastState { bool enabled; at::ScalarType scalar_type; };

// 2.4 gave every device type the same pair of functions; before, each had its own names.
inline AutocastState autocast_state(at::DeviceType device) {
#if RT_TORCH_AT_LEAST(2, 4)
  return {at::autocast::is_autocast_enabled(device), at::autocast::get_autocast_dtype(device)};
#else
  switch (device) {
    case at::DeviceType::CPU: return {at::autocast::is_cpu_enabled(), at::autocast::get_autocast_cpu_dtype()};
    case at::DeviceType::CUDA: return {at::autocast::is_enabled(), at::autocast::get_autocast_gpu_dtype()};
    default: TORCH_CHECK(false, "autocast is not offered for device type ", device);
  }
#endif
}

inline void set_autocast_state(at::DeviceType device, AutocastState state) {
#if RT_TORCH_AT_LEAST(2, 4)
  at::autocast::set_autocast_dtype(device, state.scalar_type);
  at::autocast::set_autocast_enabled(device, state.enabled);
#else
  switch (device) {
    case at::DeviceType::CPU:
      at::autocast::set_autocast_cpu_dtype(state.scalar_type);
      at::autocast::set_cpu_enabled(state.enabled);
      break;
    case at::DeviceType::CUDA:
      at::autocast::set_autocast_gpu_dtype(state.scalar_type);
      at::autocast::set_enabled(state.enabled);
      break;
    default: TORCH_CHECK(false, "autocast is not offered for device type ", device);
  }
#endif
}

}  // namespace rt
