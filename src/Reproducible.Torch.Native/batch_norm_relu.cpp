// reproducible::batch_norm_relu: max(batch_norm(x), 0), and where pool is above 1 the largest of each window of pool×pool of it, as one
// operator with its own backward pass, so that the memory is gone through twice each way instead of three to seven times. The math is Ioffe
// and Szegedy's (ICML 2015, arXiv:1502.03167), its gradient theirs too.
//
// Computed here: float and bfloat16 on the CPU, shape [batch, channels] or [batch, channels, height, width], weights and statistics
// float, pool 1 or 2; fastest channels-last. Everything else is libtorch's batch_norm, relu and max_pool2d.
#include "channels.h"
#include "pooled_normalization.h"
#include <ATen/Context.h>
#include <ATen/TensorUtils.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/relu.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace rt {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

at::MemoryFormat rows_first(const Tensor& tensor) {
  return tensor.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
}

// The loops over one input, by items: images where windows are pooled, else rows.
struct Work {
  Images images;
  bool pooled;

  Work(const Tensor& x, bool pooled) : images{x.size(0), x.dim() == 4 ? x.size(2) : 1, x.dim() == 4 ? x.size(3) : 1, x.size(1)}, pooled(pooled) {}
  int64_t channels() const { return images.channels; }
  int64_t rows_of_an_item() const { return pooled ? images.height * images.width : 1; }
  int64_t items() const { return pooled ? images.count : images.count * images.height * images.width; }
  int64_t of_a_task() const { return std::max(rows_of_a_task / rows_of_an_item(), int64_t(1)); }
  int64_t in(int64_t items) const { return items * rows_of_an_item() * channels(); }             // numbers of x
  int64_t out(int64_t items) const { return items * (pooled ? images.windows() : channels()); }   // numbers of y
  // For what is pooled. One channel, or one place, lies the same in any format: there the strides are those that libtorch would give.
  Tensor empty(at::TensorOptions options, at::MemoryFormat format) const {
    auto any = channels() == 1 || images.windows() == channels();
    return at::empty({images.count, channels(), images.height / 2, images.width / 2}, options, any ? format : at::MemoryFormat::ChannelsLast);
  }
  Images some(int64_t count) const { return {count, images.height, images.width, images.channels}; }

  template <class T> void forward(const T* x, T* y, Affine affine) const {
    in_tasks(items(), of_a_task(), [&](int64_t, int64_t first, int64_t count) {
      if (pooled) {
        normalize_pooled(x + in(first), y + out(first), some(count), affine);
      } else {
        normalize(x + in(first), y + out(first), count, channels(), affine);
      }
    });
  }
  template <class T> Sums sums_of(const T* x, const T* dy, Affine affine, const float* mean) const {
    return Sums(items(), of_a_task(), channels(), [&](int64_t first, int64_t count, double* sum, double* product) {
      if (pooled) {
        pooled_gradient_sums(x + in(first), dy + out(first), some(count), affine, mean, sum, product);
      } else {
        gradient_sums(x + in(first), dy + out(first), count, channels(), affine, mean, sum, product);
      }
    });
  }
  template <class T> void backward(const T* x, const T* dy, T* dx, Affine affine, const float* mean, const float* slope, const float* offset) const {
    in_tasks(items(), of_a_task(), [&](int64_t, int64_t first, int64_t count) {
      if (pooled) {
        pooled_gradient(x + in(first), dy + out(first), dx + in(first), some(count), affine, mean, slope, offset);
      } else {
        gradient(x + in(first), dy + out(first), dx + in(first), count, channels(), affine, mean, slope, offset);
      }
    });
  }
};

struct BatchNormRelu : torch::autograd::Function<BatchNormRelu> {
  static Tensor forward(AutogradContext* context, const Tensor& input, const optional<Tensor>& weight, const optional<Tensor>& bias,
                        const optional<Tensor>& running_mean, const optional<Tensor>& running_var, bool training, double momentum, double eps, int64_t pool) {
    auto format = input.suggest_memory_format();
    auto x = input.contiguous(rows_first(input));
    Work work(x, pool > 1);
    Columns columns(work.channels());
    measure(x, weight, bias, running_mean, running_var, {training, momentum, eps}, columns);
    auto y = work.pooled ? work.empty(x.options(), format) : at::empty_like(x);
    by_type(x, [&](auto from) { work.forward(from, static_cast<decltype(from)>(y.data_ptr()), columns.affine()); });
    context->save_for_backward({x, columns.values});
    context->saved_data["training"] = training;
    context->saved_data["weight"] = given(weight);
    context->saved_data["bias"] = given(bias);
    context->saved_data["pooled"] = work.pooled;
    return y.contiguous(format);
  }

  static variable_list backward(AutogradContext* context, variable_list outer) {
    TORCH_CHECK(!at::GradMode::is_enabled(), "batch_norm_relu has no second derivative; where one is needed, call batch_norm and then relu");
    auto saved = context->get_saved_variables();
    auto& x = saved[0];
    Columns columns(saved[1]);
    auto training = context->saved_data["training"].toBool();
    auto dy = outer[0].contiguous(rows_first(x));
    Work work(x, context->saved_data["pooled"].toBool());
    auto channels = work.channels(), rows = x.numel() / channels;
    auto inverse = columns.of(Columns::inverse), scale = columns.of(Columns::scale), mean = columns.of(Columns::mean);
    Tensor dx, dweight, dbias;
    // Only arguments that were given have a place.
    auto has_weight = context->saved_data["weight"].toBool(), has_bias = context->saved_data["bias"].toBool();
    auto wants_x = context->needs_input_grad(0);
    auto wants_weight = has_weight && context->needs_input_grad(1);
    auto wants_bias = has_bias && context->needs_input_grad(has_weight ? 2 : 1);
    std::vector<float> slope(padded(channels)), offset(padded(channels));
    by_type(x, [&](auto value) {
      auto slopes = static_cast<decltype(value)>(dy.data_ptr());
      if (training || wants_weight || wants_bias) {
        auto total = work.sums_of(value, slopes, columns.affine(), mean);
        if (wants_weight) dweight = at::empty({channels}, at::kFloat);
        if (wants_bias) dbias = at::empty({channels}, at::kFloat);
        for (int64_t c = 0; c < channels; c++) {
          if (wants_weight) dweight.data_ptr<float>()[c] = static_cast<float>(total.other(c) * inverse[c]);
          if (wants_bias) dbias.data_ptr<float>()[c] = static_cast<float>(total.one(c));
          if (training) {
            slope[c] = static_cast<float>(-scale[c] * (static_cast<double>(inverse[c]) * inverse[c]) * total.other(c) / rows);
            offset[c] = static_cast<float>(-scale[c] * total.one(c) / rows);
          }
        }
      }
      if (wants_x) {
        dx = at::empty_like(x);
        work.backward(value, slopes, static_cast<decltype(value)>(dx.data_ptr()), columns.affine(), mean, slope.data(), offset.data());
      }
    });
    return {dx, dweight, dbias, Tensor(), Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

bool is_plain(const optional<Tensor>& values) {
  return !given(values) || (values->device().is_cpu() && values->scalar_type() == at::kFloat && values->is_contiguous());
}

void check_length(const char* name, const optional<Tensor>& values, int64_t channels) {
  TORCH_CHECK(!given(values) || (values->dim() == 1 && values->size(0) == channels), "batch_norm_relu: ", name, " has shape ", values->sizes(),
              ", the input has ", channels, " channels; expected [", channels, "]");
}

bool can_pool(const Tensor& input, int64_t pool) {
  return pool == 1 || (pool == 2 && input.dim() == 4 && input.size(0) > 0 && input.size(2) >= 2 && input.size(3) >= 2);
}

Tensor batch_norm_relu(const Tensor& input, const optional<Tensor>& weight, const optional<Tensor>& bias, const optional<Tensor>& running_mean,
                       const optional<Tensor>& running_var, bool training, double momentum, double eps, int64_t pool) {
  TORCH_CHECK(input.dim() >= 2, "batch_norm_relu: the input has shape ", input.sizes(), "; expected [batch, channels, ...]");
  TORCH_CHECK(pool >= 1, "batch_norm_relu: pool is ", pool, "; expected the side of a window, 1 where nothing is pooled");
  auto channels = input.size(1);
  check_length("weight", weight, channels);
  check_length("bias", bias, channels);
  check_length("running_mean", running_mean, channels);
  check_length("running_var", running_var, channels);
  TORCH_CHECK(training || (given(running_mean) && given(running_var)), "batch_norm_relu: without running_mean and running_var only training is possible");
  TORCH_CHECK(!training || (channels > 0 && input.numel() / channels > 1), "batch_norm_relu: the input has shape ", input.sizes(),
              ", less than two values a channel; training needs two or more: use a larger batch, or evaluation");
  auto fits = can_normalize() && input.device().is_cpu() && input.layout() == at::kStrided && (input.dim() == 2 || input.dim() == 4) && channels > 0 &&
              (input.scalar_type() == at::kFloat || input.scalar_type() == at::kBFloat16) && can_pool(input, pool) &&
              is_plain(weight) && is_plain(bias) && is_plain(running_mean) && is_plain(running_var);
  if (fits) {
    return BatchNormRelu::apply(input, weight, bias, running_mean, running_var, training, momentum, eps, pool);
  }
  auto y = at::relu(at::batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, at::globalContext().userEnabledCuDNN()));
  return pool == 1 ? y : at::max_pool2d(y, {pool, pool});
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(reproducible, library) {
  library.def("batch_norm_relu(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, int pool=1) -> Tensor",
              batch_norm_relu);
}

}  // namespace rt
