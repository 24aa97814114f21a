#include "channels.h"
#include <cmath>

namespace rt {
namespace {

float at_or(const optional<at::Tensor>& values, int64_t channel, float otherwise) {
  return given(values) ? values->data_ptr<float>()[channel] : otherwise;
}

void move(const optional<at::Tensor>& running, int64_t channel, double value, double momentum) {
  if (given(running)) {
    auto& number = running->data_ptr<float>()[channel];
    number = static_cast<float>(momentum * value + (1 - momentum) * number);
  }
}

}  // namespace

void measure(const at::Tensor& x, const optional<at::Tensor>& weight, const optional<at::Tensor>& bias, const optional<at::Tensor>& running_mean,
             const optional<at::Tensor>& running_var, const Settings& settings, const Columns& columns) {
  auto channels = x.size(1), rows = x.numel() / channels;
  auto mean = columns.of(Columns::mean), inverse = columns.of(Columns::inverse);
  if (settings.training) {
    by_type(x, [&](auto data) {
      Sums total(rows, rows_of_a_task, channels, [&](int64_t first, int64_t count, double* sum, double* square) {
        sums(data + first * channels, count, channels, sum, square);
      });
      for (int64_t c = 0; c < channels; c++) {
        auto average = total.one(c) / rows;
        auto spread = total.other(c) - average * total.one(c);   // sum of (x - mean)²; not below 0 but by rounding
        auto variance = spread < 0 ? 0 : spread / rows;
        mean[c] = static_cast<float>(average);
        inverse[c] = static_cast<float>(1 / std::sqrt(variance + settings.eps));
        move(running_mean, c, average, settings.momentum);
        move(running_var, c, variance * rows / (rows - 1), settings.momentum);
      }
    });
  } else {
    for (int64_t c = 0; c < channels; c++) {
      mean[c] = running_mean->data_ptr<float>()[c];
      inverse[c] = static_cast<float>(1 / std::sqrt(running_var->data_ptr<float>()[c] + settings.eps));
    }
  }
  auto scale = columns.of(Columns::scale), shift = columns.of(Columns::shift);
  for (int64_t c = 0; c < channels; c++) {
    scale[c] = at_or(weight, c, 1) * inverse[c];
    shift[c] = std::fma(-mean[c], scale[c], at_or(bias, c, 0));
  }
}

}  // namespace rt
