// What every exported function is made of: a body no exception leaves, and handles that are counted.
#pragma once
#include "reproducible_torch.h"
#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <exception>
#include <string>

namespace rt {

extern thread_local std::string last_error;

template <class Body> int32_t guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "an exception that is no std::exception";
  }
  return -1;
}

// A reference of our own to the tensor behind a handle, which stays the caller's.
inline at::Tensor borrow(rt_tensor handle) {
  if (handle == nullptr) {
    return {};
  }
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(handle)));
}

void count_handle();

// Turns a reference into a handle the receiver owns; 0 for an undefined tensor.
inline rt_tensor give(at::Tensor&& tensor) {
  if (!tensor.defined()) {
    return nullptr;
  }
  count_handle();
  return tensor.unsafeReleaseTensorImpl();
}

}  // namespace rt
