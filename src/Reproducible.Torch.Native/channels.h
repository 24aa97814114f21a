// Numbers by channel: what the loops of batch normalisation are given, the sums they give, and how their work is shared out.
#pragma once
#include "normalization.h"
#include "compat.h"
#include "spare_core.h"
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/zeros.h>
#include <vector>

namespace rt {

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
  at::Tensor values;

  explicit Columns(int64_t channels) : values(at::zeros({count, padded(channels)}, at::kFloat)) {}
  explicit Columns(at::Tensor kept) : values(std::move(kept)) {}
  float* of(Name name) const { return values.data_ptr<float>() + name * values.size(1); }
  Affine affine() const { return {of(scale), of(shift)}; }
};

// The numbers as the loops take them: float, or bfloat16's bits.
template <class Body> void by_type(const at::Tensor& tensor, Body&& body) {
  if (tensor.scalar_type() == at::kFloat) {
    body(static_cast<float*>(tensor.data_ptr()));
  } else {
    body(static_cast<uint16_t*>(tensor.data_ptr()));
  }
}

// Calls body(task, first item, items).
template <class Body> void in_tasks(int64_t items, int64_t of_a_task, Body&& body) {
  auto tasks = (items + of_a_task - 1) / of_a_task;
  auto some = [&](int64_t begin, int64_t end) {
    for (auto task = begin; task < end; task++) {
      auto first = task * of_a_task;
      body(task, first, std::min(of_a_task, items - first));
    }
  };
  if (tasks > 1 && core_to_spare()) {
    side_by_side([&] { some(0, tasks / 2); }, [&] { some(tasks / 2, tasks); });
  } else {
    at::parallel_for(0, tasks, 1, some);
  }
}

// Two sums by channel over all items: body(first item, items, double* one, double* other) adds a task's.
struct Sums {
  int64_t stride;
  std::vector<double> values;

  template <class Body> Sums(int64_t items, int64_t of_a_task, int64_t channels, Body&& body) : stride(padded(channels)) {
    auto tasks = (items + of_a_task - 1) / of_a_task;
    values.resize(2 * stride * std::max<int64_t>(tasks, 1));
    in_tasks(items, of_a_task, [&](int64_t task, int64_t first, int64_t count) {
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

// Fills the columns for x, whose rows lie one after another. Mean and 1 / sqrt(variance + eps) are the batch's when training; the running
// ones are then moved as PyTorch moves them: running * (1 - momentum) + momentum * new, the new variance unbiased, in double.
void measure(const at::Tensor& x, const optional<at::Tensor>& weight, const optional<at::Tensor>& bias, const optional<at::Tensor>& running_mean,
             const optional<at::Tensor>& running_var, const Settings& settings, const Columns& columns);

}  // namespace rt
