// reproducible::batch_norm_relu: max(batch_norm(x), 0) as one operator with its own backward pass, so that the memory is gone through
// twice each way instead of three and four times. The math is Ioffe and Szegedy's (ICML 2015, arXiv:1502.03167), its gradient theirs too.
//
// Computed here: float and bfloat16 on the CPU, shape [batch, channels] or [batch, channels, height, width], weights and statistics
// float; fastest channels-last. Everything else is libtorch's batch_norm and relu.
#include "normalization.h"
#include "compat.h"
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/TensorUtils.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/zeros.h>
#include <cmath>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>
#include <vector>

namespace rt {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Rows a task works on, whatever the number of threads: partial sums are the same for any, and are joined in order.
constexpr int64_t rows_of_a_task = 4096;

struct Settings {
  bool training;
  double momentum;
  double eps;
};

// Numbers by channel that the loops take: one tensor of as many rows of padded length as there are names.
struct Columns {
  enum Name { scale, shift, mean, inverse, count };
  Tensor values;

  explicit Columns(int64_t channels) : values(at::zeros({count, padded(channels)}, at::kFloat)) {}
  explicit Columns(Tensor kept) : values(std::move(kept)) {}
  float* of(Name name) const { return values.data_ptr<float>() + name * values.size(1); }
  Affine affine() const { return {of(scale), of(shift)}; }
};

at::MemoryFormat rows_first(const Tensor& tensor) {
  return tensor.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
}

float at_or(const optional<Tensor>& values, int64_t channel, float otherwise) {
  return values.has_value() && values->defined() ? values->data_ptr<float>()[channel] : otherwise;
}

bool given(const optional<Tensor>& tensor) { return tensor.has_value() && tensor->defined(); }

bool is_plain(const optional<Tensor>& values) {
  return !given(values) || (values->device().is_cpu() && values->scalar_type() == at::kFloat && values->is_contiguous());
}

void check_length(const char* name, const optional<Tensor>& values, int64_t channels) {
  TORCH_CHECK(!given(values) || (values->dim() == 1 && values->size(0) == channels), "batch_norm_relu: ", name, " has shape ", values->sizes(),
              ", the input has ", channels, " channels; expected [", channels, "]");
}

template <class Body> void by_type(const Tensor& tensor, Body&& body) {
  if (tensor.scalar_type() == at::kFloat) {
    body(static_cast<float*>(tensor.data_ptr()));
  } else {
    body(static_cast<uint16_t*>(tensor.data_ptr()));
  }
}

// Calls body(task, first row, rows).
template <class Body> void in_tasks(int64_t rows, Body&& body) {
  at::parallel_for(0, (rows + rows_of_a_task - 1) / rows_of_a_task, 1, [&](int64_t begin, int64_t end) {
    for (auto task = begin; task < end; task++) {
      auto first = task * rows_of_a_task;
      body(task, first, std::min(rows_of_a_task, rows - first));
    }
  });
}

// Two sums by channel over all rows: body(first row, rows, double* one, double* other) adds a task's.
struct Sums {
  int64_t stride;
  std::vector<double> values;

  template <class Body> Sums(int64_t rows, int64_t channels, Body&& body) : stride(padded(channels)) {
    auto tasks = (rows + rows_of_a_task - 1) / rows_of_a_task;
    values.resize(2 * stride * std::max<int64_t>(tasks, 1));
    in_tasks(rows, [&](int64_t task, int64_t first, int64_t count) {
      auto mine = values.data() + 2 * stride * task;
      body(first, count, mine, mine + stride);
    });
    for (int64_t task = 1; task < tasks; task++) {
      for (int64_t i = 0; i < 2 * stride; i++) {
        values[i] += values[2 * stride * task + i];
      }
    }
  }
  double one(int64_t channel) const { return values[channel]; }
  double other(int64_t channel) const { return values[stride + channel]; }
};

// Mean and 1 / sqrt(variance + eps) of each channel, of the batch when training; the running ones are then moved as PyTorch moves them:
// running * (1 - momentum) + momentum * new, the new variance unbiased, in double.
void measure(const Tensor& x, const optional<Tensor>& running_mean, const optional<Tensor>& running_var, const Settings& settings, const Columns& columns) {
  auto channels = x.size(1), rows = x.numel() / channels;
  auto mean = columns.of(Columns::mean), inverse = columns.of(Columns::inverse);
  if (!settings.training) {
    for (int64_t c = 0; c < channels; c++) {
      mean[c] = running_mean->data_ptr<float>()[c];
      inverse[c] = static_cast<float>(1 / std::sqrt(running_var->data_ptr<float>()[c] + settings.eps));
    }
    return;
  }
  by_type(x, [&](auto data) {
    Sums total(rows, channels, [&](int64_t first, int64_t count, double* sum, double* square) { sums(data + first * channels, count, channels, sum, square); });
    for (int64_t c = 0; c < channels; c++) {
      auto average = total.one(c) / rows;
      auto spread = total.other(c) - average * total.one(c);   // sum of (x - mean)²; not below 0 but by rounding
      auto variance = spread < 0 ? 0 : spread / rows;
      mean[c] = static_cast<float>(average);
      inverse[c] = static_cast<float>(1 / std::sqrt(variance + settings.eps));
      if (given(running_mean)) {
        auto& running = running_mean->data_ptr<float>()[c];
        running = static_cast<float>(settings.momentum * average + (1 - settings.momentum) * running);
      }
      if (given(running_var)) {
        auto& running = running_var->data_ptr<float>()[c];
        running = static_cast<float>(settings.momentum * (variance * rows / (rows - 1)) + (1 - settings.momentum) * running);
      }
    }
  });
}

struct BatchNormRelu : torch::autograd::Function<BatchNormRelu> {
  static Tensor forward(AutogradContext* context, const Tensor& input, const optional<Tensor>& weight, const optional<Tensor>& bias,
                        const optional<Tensor>& running_mean, const optional<Tensor>& running_var, bool training, double momentum, double eps) {
    auto format = input.suggest_memory_format();
    auto x = input.contiguous(rows_first(input));
    auto channels = x.size(1), rows = x.numel() / channels;
    Columns columns(channels);
    measure(x, running_mean, running_var, {training, momentum, eps}, columns);
    auto scale = columns.of(Columns::scale), shift = columns.of(Columns::shift);
    for (int64_t c = 0; c < channels; c++) {
      scale[c] = at_or(weight, c, 1) * columns.of(Columns::inverse)[c];
      shift[c] = std::fma(-columns.of(Columns::mean)[c], scale[c], at_or(bias, c, 0));
    }
    auto y = at::empty_like(x);
    by_type(x, [&](auto from) {
      auto to = static_cast<decltype(from)>(y.data_ptr());
      in_tasks(rows, [&](int64_t, int64_t first, int64_t count) { normalize(from + first * channels, to + first * channels, count, channels, columns.affine()); });
    });
    context->save_for_backward({x, columns.values});
    context->saved_data["training"] = training;
    context->saved_data["weight"] = given(weight);
    context->saved_data["bias"] = given(bias);
    return y.contiguous(format);
  }

  static variable_list backward(AutogradContext* context, variable_list outer) {
    TORCH_CHECK(!at::GradMode::is_enabled(), "batch_norm_relu has no second derivative; where one is needed, call batch_norm and then relu");
    auto saved = context->get_saved_variables();
    auto& x = saved[0];
    Columns columns(saved[1]);
    auto training = context->saved_data["training"].toBool();
    auto dy = outer[0].contiguous(rows_first(x));
    auto channels = x.size(1), rows = x.numel() / channels;
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
        Sums total(rows, channels, [&](int64_t first, int64_t count, double* sum, double* product) {
          gradient_sums(value + first * channels, slopes + first * channels, count, channels, columns.affine(), mean, sum, product);
        });
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
        auto to = static_cast<decltype(value)>(dx.data_ptr());
        in_tasks(rows, [&](int64_t, int64_t first, int64_t count) {
          auto at = first * channels;
          gradient(value + at, slopes + at, to + at, count, channels, columns.affine(), mean, slope.data(), offset.data());
        });
      }
    });
    return {dx, dweight, dbias, Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
  }
};

Tensor batch_norm_relu(const Tensor& input, const optional<Tensor>& weight, const optional<Tensor>& bias, const optional<Tensor>& running_mean,
                       const optional<Tensor>& running_var, bool training, double momentum, double eps) {
  TORCH_CHECK(input.dim() >= 2, "batch_norm_relu: the input has shape ", input.sizes(), "; expected [batch, channels, ...]");
  auto channels = input.size(1);
  check_length("weight", weight, channels);
  check_length("bias", bias, channels);
  check_length("running_mean", running_mean, channels);
  check_length("running_var", running_var, channels);
  TORCH_CHECK(training || (given(running_mean) && given(running_var)), "batch_norm_relu: without running_mean and running_var only training is possible");
  TORCH_CHECK(!training || (channels > 0 && input.numel() / channels > 1), "batch_norm_relu: the input has shape ", input.sizes(),
              ", less than two values a channel; training needs two or more: use a larger batch, or evaluation");
  auto fits = can_normalize() && input.device().is_cpu() && input.layout() == at::kStrided && (input.dim() == 2 || input.dim() == 4) && channels > 0 &&
              (input.scalar_type() == at::kFloat || input.scalar_type() == at::kBFloat16) &&
              is_plain(weight) && is_plain(bias) && is_plain(running_mean) && is_plain(running_var);
  if (!fits) {
    return at::relu(at::batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps, at::globalContext().userEnabledCuDNN()));
  }
  return BatchNormRelu::apply(input, weight, bias, running_mean, running_var, training, momentum, eps);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(reproducible, library) {
  library.def("batch_norm_relu(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> Tensor",
              batch_norm_relu);
}

}  // namespace rt
