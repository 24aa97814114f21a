// aten::convolution_backward on the CPU: the gradients of input and weight need nothing of each other, so two threads compute them where a core
// is to spare. Each is what libtorch's own operator computes when it is asked for that gradient alone, as it does one after the other.
#include "compat.h"
#include "spare_core.h"
#include <ATen/core/Tensor.h>
#include <ATen/ops/convolution_backward_compositeexplicitautograd_dispatch.h>
#include <torch/library.h>

namespace rt {
namespace {

using at::IntArrayRef;
using at::Tensor;
using Gradients = std::tuple<Tensor, Tensor, Tensor>;

Gradients convolution_backward(const Tensor& dy, const Tensor& input, const Tensor& weight, at::OptionalIntArrayRef bias_sizes, IntArrayRef stride,
                               IntArrayRef padding, IntArrayRef dilation, bool transposed, IntArrayRef output_padding, int64_t groups,
                               std::array<bool, 3> wanted) {
  auto compute = [&](std::array<bool, 3> some) {
    return at::compositeexplicitautograd::convolution_backward(dy, input, weight, bias_sizes, stride, padding, dilation, transposed, output_padding,
                                                               groups, some);
  };
  if (!wanted[0] || !wanted[1] || !core_to_spare()) {
    return compute(wanted);
  }
  Gradients of_input, of_weight;
  side_by_side([&] { of_input = compute({true, false, false}); }, [&] { of_weight = compute({false, true, wanted[2]}); });
  return {std::get<0>(of_input), std::get<1>(of_weight), std::get<2>(of_weight)};
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, library) { library.impl("convolution_backward", convolution_backward); }

}  // namespace rt
