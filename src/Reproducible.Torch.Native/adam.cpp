// reproducible::adam_: a whole step of Adam over lists of tensors in one pass over the memory, where it can be had; else it says false,
// has changed nothing, and the step is made of libtorch's operators. Kingma and Ba, ICLR 2015 (arXiv:1412.6980).
#include "adam_loop.h"
#include "normalization.h"
#include <ATen/core/Tensor.h>
#include <torch/library.h>
#include <vector>

namespace rt {
namespace {

using at::Tensor;

bool fits(const Tensor& tensor, const Tensor& weight) {
  return tensor.device().is_cpu() && tensor.layout() == at::kStrided && tensor.scalar_type() == at::kFloat && tensor.sizes() == weight.sizes() &&
         ((tensor.is_contiguous() && weight.is_contiguous()) || (tensor.strides() == weight.strides() && weight.is_non_overlapping_and_dense()));
}

bool adam(const std::vector<Tensor>& weights, const std::vector<Tensor>& slopes, const std::vector<Tensor>& means, const std::vector<Tensor>& squares,
          double decay, double beta1, double beta2, double eps, const std::vector<double>& corrections, const std::vector<double>& sizes) {
  auto count = weights.size();
  TORCH_CHECK(slopes.size() == count && means.size() == count && squares.size() == count && corrections.size() == count && sizes.size() == count,
              "adam_: the lists have ", count, ", ", slopes.size(), ", ", means.size(), ", ", squares.size(), ", ", corrections.size(), " and ",
              sizes.size(), " entries; expected as many in each");
  auto possible = can_normalize();
  for (size_t i = 0; possible && i < count; i++) {
    possible = fits(weights[i], weights[i]) && fits(slopes[i], weights[i]) && fits(means[i], weights[i]) && fits(squares[i], weights[i]);
  }
  if (!possible) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    AdamStep step{static_cast<float>(decay), static_cast<float>(beta1), static_cast<float>(beta2), static_cast<float>(1 - beta1),
                  static_cast<float>(1 - beta2), static_cast<float>(corrections[i]), static_cast<float>(eps), static_cast<float>(sizes[i])};
    adam_loop(weights[i].data_ptr<float>(), slopes[i].data_ptr<float>(), means[i].data_ptr<float>(), squares[i].data_ptr<float>(), weights[i].numel(), step);
    for (auto& changed : {weights[i], means[i], squares[i]}) {
      changed.unsafeGetTensorImpl()->bump_version();
    }
  }
  return true;
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(reproducible, library) {
  library.def("adam_(Tensor(a!)[] weights, Tensor[] slopes, Tensor(b!)[] means, Tensor(c!)[] squares, float decay, float beta1, float beta2, float eps, float[] corrections, float[] sizes) -> bool",
              adam);
}

}  // namespace rt
