// aten::convolution on the CPU: the images of a batch need nothing of each other, so two threads compute half of them each where a core is to
// spare. libtorch may compute a smaller batch in another order, so each kind of call is tried once on made-up numbers, whole and by halves, and
// is halved only where no bit differs.
#include "compat.h"
#include "spare_core.h"
#include <ATen/core/Tensor.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/convolution_compositeexplicitautograd_dispatch.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/empty_strided.h>
#include <c10/core/InferenceMode.h>
#include <cstring>
#include <map>
#include <mutex>
#include <torch/library.h>
#include <vector>

namespace rt {
namespace {

using at::IntArrayRef;
using at::Tensor;

struct Convolution {
  const Tensor& weight;
  const optional<Tensor>& bias;
  IntArrayRef stride, padding, dilation;
  bool transposed;
  IntArrayRef output_padding;
  int64_t groups;

  Tensor of(const Tensor& input) const {
    return at::compositeexplicitautograd::convolution(input, weight, bias, stride, padding, dilation, transposed, output_padding, groups);
  }

  // Into an empty tensor of the sizes and strides that the whole has.
  Tensor by_halves(const Tensor& input, IntArrayRef sizes, IntArrayRef strides) const {
    auto whole = at::empty_strided(sizes, strides, input.options());
    auto half = input.size(0) / 2;
    auto compute = [&](int64_t start, int64_t count) { whole.narrow(0, start, count).copy_(of(input.narrow(0, start, count))); };
    side_by_side([&] { compute(0, half); }, [&] { compute(half, input.size(0) - half); });
    return whole;
  }

  std::vector<int64_t> kind(const Tensor& input) const {
    std::vector<int64_t> key{static_cast<int64_t>(input.scalar_type()), given(bias), transposed, groups};
    for (auto numbers : {input.sizes(), input.strides(), weight.sizes(), weight.strides(), stride, padding, dilation, output_padding}) {
      key.insert(key.end(), numbers.begin(), numbers.end());
    }
    return key;
  }
};

// Like the tensor, with numbers between -0.5 and 0.5 that have all their bits and no pattern that a sum would show: multiples of the golden ratio.
Tensor made_up(const Tensor& like) {
  auto numbers = at::arange(1, like.numel() + 1, like.options().dtype(at::kDouble)).mul_(0.6180339887498949);
  return at::empty_like(like).copy_(numbers.sub_(numbers.round()).view(like.sizes()));
}

bool same_bits(const Tensor& one, const Tensor& other) {
  return one.sizes() == other.sizes() && one.strides() == other.strides() && one.is_non_overlapping_and_dense() &&
         std::memcmp(one.data_ptr(), other.data_ptr(), one.nbytes()) == 0;
}

// Sizes and strides of what a call of this kind gives; none where its halves are something else.
struct Shape {
  std::vector<int64_t> sizes, strides;
};

Shape tried(const Tensor& input, const Convolution& asked) {
  at::InferenceMode only_numbers;
  auto weight = made_up(asked.weight);
  auto bias = given(asked.bias) ? optional<Tensor>(made_up(*asked.bias)) : asked.bias;
  Convolution trial{weight, bias, asked.stride, asked.padding, asked.dilation, asked.transposed, asked.output_padding, asked.groups};
  auto numbers = made_up(input);
  auto whole = trial.of(numbers);
  Shape shape{whole.sizes().vec(), whole.strides().vec()};
  auto same = whole.scalar_type() == input.scalar_type() && same_bits(whole, trial.by_halves(numbers, shape.sizes, shape.strides));
  return same ? shape : Shape{};
}

const Shape& shape_of(const Tensor& input, const Convolution& convolution) {
  static auto& known = *new std::map<std::vector<int64_t>, Shape>;
  static auto& mutex = *new std::mutex;
  std::lock_guard<std::mutex> lock(mutex);
  auto [place, is_new] = known.try_emplace(convolution.kind(input));
  if (is_new) {
    place->second = tried(input, convolution);
  }
  return place->second;
}

Tensor convolution(const Tensor& input, const Tensor& weight, const optional<Tensor>& bias, IntArrayRef stride, IntArrayRef padding,
                   IntArrayRef dilation, bool transposed, IntArrayRef output_padding, int64_t groups) {
  Convolution asked{weight, bias, stride, padding, dilation, transposed, output_padding, groups};
  if (!core_to_spare() || input.dim() != weight.dim() || input.size(0) < 2 || input.layout() != at::kStrided) {
    return asked.of(input);
  }
  auto& shape = shape_of(input, asked);
  return shape.sizes.empty() ? asked.of(input) : asked.by_halves(input, shape.sizes, shape.strides);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, library) { library.impl("convolution", convolution); }

}  // namespace rt
