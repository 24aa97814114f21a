#include "guarded.h"
#include <atomic>
#include <cstdlib>
#include <torch/csrc/autograd/autograd.h>

namespace rt {

thread_local std::string last_error;
static std::atomic<int64_t> live_handles{0};

void count_handle() { live_handles.fetch_add(1, std::memory_order_relaxed); }

static std::vector<at::Tensor> borrow_all(const rt_tensor* handles, int32_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int32_t i = 0; i < count; i++) {
    tensors.push_back(borrow(handles[i]));
  }
  return tensors;
}

}  // namespace rt

using namespace rt;

const char* rt_last_error() { return last_error.c_str(); }

void rt_free(void* memory) { std::free(memory); }

void rt_tensor_free(rt_tensor tensor) {
  if (tensor == nullptr) {
    return;
  }
  live_handles.fetch_sub(1, std::memory_order_relaxed);
  // A destructor that throws would end the process: say nothing and go on, the handle is gone either way.
  guarded([&] { c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(static_cast<at::TensorImpl*>(tensor)).reset(); });
}

rt_tensor rt_tensor_alias(rt_tensor tensor) { return give(borrow(tensor)); }

int64_t rt_tensor_live_count() { return live_handles.load(std::memory_order_relaxed); }

void rt_tensor_get_facts(rt_tensor handle, rt_tensor_facts* facts) {
  guarded([&] {
    auto tensor = borrow(handle);
    *facts = {
        tensor.numel(),
        static_cast<int64_t>(tensor.element_size()),
        tensor.storage_offset(),
        static_cast<int32_t>(tensor.dim()),
        static_cast<int32_t>(tensor.scalar_type()),
        static_cast<int32_t>(tensor.device().type()),
        static_cast<int32_t>(tensor.device().index()),
        tensor.requires_grad(),
        tensor.is_leaf(),
        tensor.is_leaf() && tensor.grad().defined(),
        tensor.is_inference(),
    };
  });
}

int32_t rt_tensor_sizes(rt_tensor handle, int64_t* sizes, int64_t* strides) {
  return guarded([&] {
    auto tensor = borrow(handle);
    std::copy(tensor.sizes().begin(), tensor.sizes().end(), sizes);
    if (strides != nullptr) {
      std::copy(tensor.strides().begin(), tensor.strides().end(), strides);
    }
  });
}

int32_t rt_tensor_is_contiguous(rt_tensor tensor, int32_t memory_format, int32_t* answer) {
  return guarded([&] { *answer = borrow(tensor).is_contiguous(static_cast<at::MemoryFormat>(memory_format)); });
}

int32_t rt_tensor_is_same(rt_tensor left, rt_tensor right) { return left == right; }

int32_t rt_tensor_data(rt_tensor handle, void** data) {
  return guarded([&] {
    auto tensor = borrow(handle);
    TORCH_CHECK(tensor.device().is_cpu(), "the memory of a tensor on ", tensor.device(), " can't be reached from the CPU; call cpu() first");
    TORCH_CHECK(tensor.layout() == at::kStrided, "a ", tensor.layout(), " tensor has no single block of memory; call to_dense() first");
    *data = tensor.data_ptr();
  });
}

int32_t rt_tensor_bytes(rt_tensor handle, void** data, int64_t* bytes) {
  return guarded([&] {
    auto tensor = borrow(handle);
    auto is_near = tensor.device().is_cpu() && tensor.layout() == at::kStrided && tensor.is_contiguous();
    *data = is_near ? tensor.data_ptr() : nullptr;
    *bytes = is_near ? static_cast<int64_t>(tensor.nbytes()) : -1;
  });
}

int32_t rt_tensor_grad(rt_tensor tensor, rt_tensor* grad) {
  return guarded([&] { *grad = give(at::Tensor(borrow(tensor).grad())); });
}

int32_t rt_tensor_set_grad(rt_tensor handle, rt_tensor grad) {
  return guarded([&] {
    auto tensor = borrow(handle);
    auto value = borrow(grad);
    if (value.defined()) {
      TORCH_CHECK(value.sizes() == tensor.sizes(), "a gradient of shape ", value.sizes(), " was assigned to a tensor of shape ", tensor.sizes());
      TORCH_CHECK(value.device() == tensor.device(), "a gradient on ", value.device(), " was assigned to a tensor on ", tensor.device());
      TORCH_CHECK(value.scalar_type() == tensor.scalar_type(), "a gradient of type ", value.scalar_type(), " was assigned to a tensor of type ", tensor.scalar_type());
    }
    tensor.mutable_grad() = value;
  });
}

int32_t rt_tensors_grads(const rt_tensor* tensors, int32_t count, rt_tensor* results) {
  return guarded([&] {
    for (int32_t i = 0; i < count; i++) {
      results[i] = give(at::Tensor(borrow(tensors[i]).grad()));
    }
  });
}

int32_t rt_tensors_forget_grads(const rt_tensor* tensors, int32_t count) {
  return guarded([&] {
    for (int32_t i = 0; i < count; i++) {
      borrow(tensors[i]).mutable_grad().reset();
    }
  });
}

void rt_tensors_free(const rt_tensor* tensors, int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    rt_tensor_free(tensors[i]);
  }
}

int32_t rt_tensor_set_requires_grad(rt_tensor tensor, int32_t requires_grad) {
  return guarded([&] {
    auto target = borrow(tensor);
    TORCH_CHECK(target.is_leaf() || requires_grad, "you can only change requires_grad flags of leaf variables; use detach()");
    target.set_requires_grad(requires_grad != 0);
  });
}

int32_t rt_tensor_retain_grad(rt_tensor tensor) {
  return guarded([&] { borrow(tensor).retain_grad(); });
}

int32_t rt_tensor_version(rt_tensor tensor, int64_t* version) {
  return guarded([&] { *version = static_cast<int64_t>(borrow(tensor)._version()); });
}

int32_t rt_backward(const rt_tensor* roots, const rt_tensor* grads, int32_t root_count, int32_t retain_graph,
                    int32_t create_graph, const rt_tensor* inputs, int32_t input_count) {
  return guarded([&] {
    torch::autograd::backward(borrow_all(roots, root_count), borrow_all(grads, root_count), retain_graph != 0,
                              create_graph != 0, borrow_all(inputs, input_count));
  });
}

int32_t rt_grad(const rt_tensor* roots, const rt_tensor* grads, int32_t root_count, const rt_tensor* inputs,
                int32_t input_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused,
                rt_tensor* results) {
  return guarded([&] {
    auto found = torch::autograd::grad(borrow_all(roots, root_count), borrow_all(inputs, input_count),
                                       borrow_all(grads, root_count), retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) {
      results[i] = give(std::move(found[i]));
    }
  });
}
